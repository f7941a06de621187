import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, ListQuery, Once, Problems, type RawJson } from '@clientele/http';
import { StartsJob } from '@clientele/jobs';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CustomerClosed, CustomerNotFound, EmailTaken } from '../customers/customers.problems';
import { aCustomer } from '../customers/customer.subject';
import { CustomerMerges } from './customer-merges.service';
import { MergePreview } from './merge-preview.service';
import { aMerge } from './merge.subject';
import { MergeUndoing } from './merge-undoing.service';
import { MergeCustomersBody, MergePairQuery } from './merges.bodies';
import {
  MergeErased,
  MergeGoesOn,
  MergeNotFound,
  MergeTooOld,
  MergeUndone,
  MergeWithItself,
  SurvivorIsGuest,
} from './merges.problems';
import { MergesQueries } from './merges.queries';
import { MergePreviewView, MergesPageView, MergeView } from './merges.views';

/** Both have to be seen. */
const aPair = [aCustomer('fromId'), aCustomer('intoId')];

@ApiTags('customers')
@Controller('customer-merges')
export class MergesController {
  constructor(
    private readonly merges: CustomerMerges,
    private readonly preview: MergePreview,
    private readonly undoing: MergeUndoing,
    private readonly queries: MergesQueries,
  ) {}

  /** Tells what merging two customers would do: what moves, in all services, and where both have something. */
  @Get('preview')
  @Allow({ employee: 'customers:read' })
  @Concerns(aPair)
  @Problems([CustomerNotFound, CustomerClosed, MergeWithItself, SurvivorIsGuest])
  foresee(@Caller() caller: Principal, @Query() pair: MergePairQuery): Promise<MergePreviewView> {
    return this.preview.of(caller, pair);
  }

  /** Lists merges of customers, the latest first. */
  @Get()
  @Allow({ employee: 'customers:read' })
  @Concerns('listed')
  @ApiOkResponse({ type: MergesPageView })
  list(@Caller() caller: Principal, @Query() query: ListQuery): Promise<RawJson<MergesPageView>> {
    return this.queries.list(caller, query);
  }

  /** Reads how far a merge, or its undoing, is. */
  @Get(':id')
  @Allow({ employee: 'customers:read' })
  @Concerns(aMerge())
  @Problems([MergeNotFound])
  @ApiOkResponse({ type: MergeView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<MergeView>> {
    return this.queries.get(caller, id);
  }

  /** Makes a customer part of another. What it has here moves at once; the other services follow soon. */
  @Post()
  @Allow({ employee: 'customers:write' })
  @Concerns(aPair)
  @StartsJob()
  @Problems([CustomerNotFound, CustomerClosed, MergeWithItself, SurvivorIsGuest, EmailTaken])
  @ApiAcceptedResponse({ type: MergeView })
  create(
    @Once({ keyRequired: true }) once: Once,
    @Caller() caller: Principal,
    @Body() body: MergeCustomersBody,
  ): Promise<RawJson<MergeView>> {
    return this.merges.merge(once, caller, body);
  }

  /** Takes a merge back: exactly what it moved and is still with the survivor becomes the other's again. */
  @Post(':id/undo')
  @HttpCode(202)
  @Allow({ employee: 'customers:write' })
  @Concerns(aMerge())
  @Problems([MergeNotFound, MergeUndone, MergeErased, MergeGoesOn, MergeTooOld, EmailTaken])
  @ApiAcceptedResponse({ type: MergeView })
  undo(
    @Once({ keyRequired: true }) once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
  ): Promise<RawJson<MergeView>> {
    return this.undoing.undo(once, caller, id);
  }
}

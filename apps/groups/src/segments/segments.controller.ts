import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, IfMatch, Once, Problems, type RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { GroupUnknown } from '../groups/groups.problems';
import { aCustomer } from './customer.subject';
import { ruleSchema } from './rule-schema.domain';
import {
  CreateSegmentBody,
  EditSegmentBody,
  ListSegmentMembersQuery,
  ListSegmentsQuery,
  ListTransitionsQuery,
} from './segments.bodies';
import { CustomerUnknown, SegmentNotFound } from './segments.problems';
import { SegmentsService } from './segments.service';
import { SegmentsQueries } from './segments-list.queries';
import {
  RuleSchemaView,
  SegmentMembersPageView,
  SegmentsPageView,
  SegmentTransitionsPageView,
  SegmentView,
} from './segments.views';

@ApiTags('segments')
@Controller('segments')
export class SegmentsController {
  constructor(
    private readonly segments: SegmentsService,
    private readonly queries: SegmentsQueries,
  ) {}

  /** Lists segments, or those that a customer is in. */
  @Get()
  @Allow({ employee: 'segments:read' })
  @Concerns(aCustomer('customerId'))
  @Problems([CustomerUnknown])
  @ApiOkResponse({ type: SegmentsPageView })
  list(@Caller() caller: Principal, @Query() query: ListSegmentsQuery): Promise<RawJson<SegmentsPageView>> {
    return this.queries.list(caller, query);
  }

  /** Tells what rules can be made of: facts, what can be asked of each, and how large a rule may be. */
  @Get('schema')
  @Allow({ employee: 'segments:read' })
  @Concerns('nobody')
  schema(): RuleSchemaView {
    return ruleSchema();
  }

  /** Reads a segment. */
  @Get(':id')
  @Allow({ employee: 'segments:read' })
  @Concerns('nobody')
  @Problems([SegmentNotFound])
  @ApiOkResponse({ type: SegmentView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<SegmentView>> {
    return this.queries.get(caller, id);
  }

  /** Creates a segment. Who is in it is reckoned in the background, and kept current from then on. */
  @Post()
  @Allow({ employee: 'segments:write' })
  @Concerns('nobody')
  @Problems([GroupUnknown])
  @ApiCreatedResponse({ type: SegmentView })
  create(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: CreateSegmentBody,
  ): Promise<RawJson<SegmentView>> {
    return this.segments.create(once, caller, body);
  }

  /** Changes a segment. Who comes in by that and who leaves is reckoned in the background. */
  @Patch(':id')
  @Allow({ employee: 'segments:write' })
  @Concerns('nobody')
  @Problems([SegmentNotFound, GroupUnknown])
  @ApiOkResponse({ type: SegmentView })
  edit(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: EditSegmentBody,
  ): Promise<RawJson<SegmentView>> {
    return this.segments.edit(caller, id, version, body);
  }

  /** Deletes a segment. */
  @Delete(':id')
  @HttpCode(204)
  @Allow({ employee: 'segments:write' })
  @Concerns('nobody')
  @Problems([SegmentNotFound])
  remove(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<void> {
    return this.segments.remove(caller, id);
  }

  /** Lists who is in a segment, and what brought them in. */
  @Get(':id/members')
  @Allow({ employee: 'segments:read' })
  @Concerns('listed')
  @Problems([SegmentNotFound])
  @ApiOkResponse({ type: SegmentMembersPageView })
  members(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Query() query: ListSegmentMembersQuery,
  ): Promise<RawJson<SegmentMembersPageView>> {
    return this.queries.members(caller, id, query);
  }

  /** Lists who came into a segment and who left it, and why, the latest first. */
  @Get(':id/history')
  @Allow({ employee: 'segments:read' })
  @Concerns('listed')
  @Problems([SegmentNotFound])
  @ApiOkResponse({ type: SegmentTransitionsPageView })
  history(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Query() query: ListTransitionsQuery,
  ): Promise<RawJson<SegmentTransitionsPageView>> {
    return this.queries.history(caller, id, query);
  }
}

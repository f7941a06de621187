import { Allow, Caller, ShopUnknown } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { Problems, type RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { aMember } from './member.subject';
import { MembershipExplanations } from './membership-explain.service';
import { ExplainedMembershipsView } from './membership-explain.views';
import { MembershipHistoryQueries } from './membership-history.queries';
import { MembershipHistoryView } from './membership-history.views';
import { CustomerParam, ExplainMembershipsQuery, MembershipHistoryQuery } from './memberships.bodies';
import { MembershipsNotFound } from './memberships.problems';

@ApiTags('memberships')
@Controller('memberships/:customerId')
export class MembershipHistoryController {
  constructor(
    private readonly history: MembershipHistoryQueries,
    private readonly explanations: MembershipExplanations,
  ) {}

  /** Tells what happened to the memberships of a customer and of those merged into it, the last first: when, why and by whom. */
  @Get('history')
  @Allow({ employee: 'memberships:read' })
  @Concerns(aMember('customerId'))
  @Problems([MembershipsNotFound])
  @ApiOkResponse({ type: MembershipHistoryView })
  list(
    @Caller() caller: Principal,
    @Param() { customerId }: CustomerParam,
    @Query() query: MembershipHistoryQuery,
  ): Promise<RawJson<MembershipHistoryView>> {
    return this.history.list(caller, customerId, query);
  }

  /** Explains each group of a customer by all that it rests on, and which of them decides the prices at a shop. */
  @Get('explain')
  @Allow({ employee: 'memberships:read' })
  @Concerns(aMember('customerId'))
  @Problems([MembershipsNotFound, ShopUnknown])
  explain(
    @Caller() caller: Principal,
    @Param() { customerId }: CustomerParam,
    @Query() { shopId }: ExplainMembershipsQuery,
  ): Promise<ExplainedMembershipsView> {
    return this.explanations.explain(caller, customerId, shopId);
  }
}

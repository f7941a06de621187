import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { Once, Problems } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { aMember } from './member.subject';
import { GroupUnknown } from '../groups/groups.problems';
import { ChooseDefaultBody, CustomerParam, JoinGroupBody, MembershipParam } from './memberships.bodies';
import {
  CustomerClosed,
  EndNotInFuture,
  GroupNotJoined,
  LastMembership,
  MembershipsNotFound,
} from './memberships.problems';
import { MembershipsQueries } from './memberships.queries';
import { MembershipsService } from './memberships.service';
import { MembershipsView } from './memberships.views';

@ApiTags('memberships')
@Controller('memberships')
export class MembershipsController {
  constructor(
    private readonly memberships: MembershipsService,
    private readonly queries: MembershipsQueries,
  ) {}

  /** Reads the groups of a customer, how it came into each, and until when. */
  @Get(':customerId')
  @Allow({ employee: 'memberships:read', contact: 'account:view' })
  @Concerns(aMember('customerId'))
  @Problems([MembershipsNotFound])
  get(@Caller() caller: Principal, @Param() { customerId }: CustomerParam): Promise<MembershipsView> {
    return this.queries.get(caller, customerId);
  }

  /** Puts a customer into a group by hand, or sets a new end if it is in it. */
  @Post()
  @Allow({ employee: 'memberships:write' })
  @Concerns(aMember('customerId'))
  @Problems([MembershipsNotFound, GroupUnknown, CustomerClosed, EndNotInFuture])
  join(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: JoinGroupBody,
  ): Promise<MembershipsView> {
    return this.memberships.join(once, caller, body);
  }

  /** Takes a customer out of a group, whatever brought it in. */
  @Delete(':customerId/:groupId')
  @HttpCode(204)
  @Allow({ employee: 'memberships:write' })
  @Concerns(aMember('customerId'))
  @Problems([MembershipsNotFound, GroupNotJoined, LastMembership])
  leave(@Caller() caller: Principal, @Param() { customerId, groupId }: MembershipParam): Promise<void> {
    return this.memberships.leave(caller, customerId, groupId);
  }

  /** Chooses which of its groups decides the customer's prices. */
  @Put(':customerId/default-group')
  @Allow({ employee: 'memberships:write' })
  @Concerns(aMember('customerId'))
  @Problems([MembershipsNotFound, GroupNotJoined])
  chooseDefault(
    @Caller() caller: Principal,
    @Param() { customerId }: CustomerParam,
    @Body() { groupId }: ChooseDefaultBody,
  ): Promise<MembershipsView> {
    return this.memberships.chooseDefault(caller, customerId, groupId);
  }
}

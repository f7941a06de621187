import { Module } from '@nestjs/common';
import { RoleGroupsModule } from '../groups/role-groups.module';
import { ShopsModule } from '../shops/shops.module';
import { Expiry } from './expiry.service';
import { ExpirySchedule } from './expiry-schedule.service';
import { HoldingsAnswers } from './holdings-answers.service';
import { Members } from './members.service';
import { MembershipAnswers } from './membership-answers.service';
import { MembershipExplanations } from './membership-explain.service';
import { MembershipHistoryController } from './membership-history.controller';
import { MembershipHistoryQueries } from './membership-history.queries';
import { MergesConsumer } from './merges.consumer';
import { MembershipsController } from './memberships.controller';
import { MembershipsQueries } from './memberships.queries';
import { MembershipsService } from './memberships.service';
import { Reminders } from './reminders.service';
import { RegistrationsConsumer } from './registrations.consumer';

@Module({
  imports: [RoleGroupsModule, ShopsModule],
  controllers: [MembershipsController, MembershipHistoryController],
  providers: [
    Members,
    MembershipsService,
    MembershipsQueries,
    MembershipHistoryQueries,
    MembershipExplanations,
    MembershipAnswers,
    RegistrationsConsumer,
    MergesConsumer,
    HoldingsAnswers,
    Expiry,
    ExpirySchedule,
    Reminders,
  ],
  exports: [Members, MergesConsumer],
})
export class MembershipsModule {}

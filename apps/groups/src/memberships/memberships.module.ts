import { Module } from '@nestjs/common';
import { RoleGroupsModule } from '../groups/role-groups.module';
import { Members } from './members.service';
import { MembershipsController } from './memberships.controller';
import { MembershipsQueries } from './memberships.queries';
import { MembershipsService } from './memberships.service';
import { RegistrationsConsumer } from './registrations.consumer';

@Module({
  imports: [RoleGroupsModule],
  controllers: [MembershipsController],
  providers: [Members, MembershipsService, MembershipsQueries, RegistrationsConsumer],
  exports: [Members],
})
export class MembershipsModule {}

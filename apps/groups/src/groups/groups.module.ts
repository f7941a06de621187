import { Module } from '@nestjs/common';
import { MembershipsModule } from '../memberships/memberships.module';
import { GroupDeletion } from './group-deletion.service';
import { GroupsController } from './groups.controller';
import { GroupsQueries } from './groups.queries';
import { GroupsService } from './groups.service';

@Module({
  imports: [MembershipsModule],
  controllers: [GroupsController],
  providers: [GroupsService, GroupsQueries, GroupDeletion],
})
export class GroupsModule {}

import { Module } from '@nestjs/common';
import { MembershipsModule } from '../memberships/memberships.module';
import { GroupDeletion } from './group-deletion.service';
import { GroupSizes } from './group-sizes.service';
import { GroupsController } from './groups.controller';
import { GroupsQueries } from './groups.queries';
import { GroupsService } from './groups.service';

@Module({
  imports: [MembershipsModule],
  controllers: [GroupsController],
  providers: [GroupsService, GroupsQueries, GroupDeletion, GroupSizes],
})
export class GroupsModule {}

import { Module } from '@nestjs/common';
import { MembershipsModule } from '../memberships/memberships.module';
import { GroupDeletions } from './group-deletion.service';
import { GroupDetachment } from './group-detachment.service';
import { GroupEndings } from './group-endings.service';
import { GroupReferences } from './group-references.service';
import { GroupSizes } from './group-sizes.service';
import { GroupsController } from './groups.controller';
import { GroupsQueries } from './groups.queries';
import { GroupsService } from './groups.service';
import { RoleGroupsModule } from './role-groups.module';

@Module({
  imports: [MembershipsModule, RoleGroupsModule],
  controllers: [GroupsController],
  providers: [
    GroupsService,
    GroupsQueries,
    GroupDeletions,
    GroupReferences,
    GroupDetachment,
    GroupEndings,
    GroupSizes,
  ],
})
export class GroupsModule {}

import { AuditModule } from '@clientele/audit';
import { ConfigModule } from '@clientele/config';
import { DatabaseModule } from '@clientele/database';
import { HttpModule } from '@clientele/http';
import { JobsModule } from '@clientele/jobs';
import { MessagingModule } from '@clientele/messaging';
import { SightModule } from '@clientele/sight';
import { Module } from '@nestjs/common';
import { AssignmentReplaysModule } from './assignment-replays/assignment-replays.module';
import { AutoAssignmentsModule } from './auto-assignments/auto-assignments.module';
import { FactsModule } from './facts/facts.module';
import { GroupSettingsModule } from './group-settings/group-settings.module';
import { GroupsConfig } from './groups.config';
import { groupsSchema } from './groups.schema';
import { GroupsModule } from './groups/groups.module';
import { MembershipBatchesModule } from './membership-batches/membership-batches.module';
import { MembershipsModule } from './memberships/memberships.module';
import { ModulesModule } from './modules/modules.module';
import { SegmentsModule } from './segments/segments.module';
import { ShopsModule } from './shops/shops.module';
import { SnapshotsModule } from './snapshots/snapshots.module';

@Module({
  imports: [
    ConfigModule.for(GroupsConfig),
    DatabaseModule.for(groupsSchema),
    MessagingModule.for('groups'),
    HttpModule.withDatabase(),
    SightModule.withTeams('groups'),
    AuditModule.for('groups'),
    ShopsModule,
    GroupSettingsModule,
    JobsModule,
    GroupsModule,
    ModulesModule,
    MembershipsModule,
    MembershipBatchesModule,
    AutoAssignmentsModule,
    AssignmentReplaysModule,
    SnapshotsModule,
    FactsModule,
    SegmentsModule,
  ],
})
export class AppModule {}

import { Module } from '@nestjs/common';
import { AutoAssignmentsModule } from '../auto-assignments/auto-assignments.module';
import { AssignmentReplaysController } from './assignment-replays.controller';
import { AssignmentReplaysService } from './assignment-replays.service';
import { ReplayRun } from './replay-run.service';

@Module({
  imports: [AutoAssignmentsModule],
  controllers: [AssignmentReplaysController],
  providers: [AssignmentReplaysService, ReplayRun],
})
export class AssignmentReplaysModule {}

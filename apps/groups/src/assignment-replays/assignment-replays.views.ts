import { JobView } from '@clientele/jobs';
import { ApiProperty } from '@nestjs/swagger';

/** What a replay was asked to do. */
export class AssignmentReplayOptionsView {
  @ApiProperty({ format: 'date-time' })
  from: string;
  @ApiProperty({ format: 'date-time' })
  until: string;
  /** Whether nothing is changed. */
  dryRun: boolean;
}

/**
 * Orders that are looked at once more, by the rules there are now. Its counts are `orders`, how many were looked at, `given`,
 * how often a rule gave a group, and `over`, where the time that it gives has passed already; its result is the report,
 * which tells of each who got what, or would.
 */
export class AssignmentReplayView extends JobView {
  options: AssignmentReplayOptionsView;
}

export class AssignmentReplaysPageView {
  items: AssignmentReplayView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

import { IsInstant } from '@clientele/http';
import { IsBoolean } from 'class-validator';

export class CreateAssignmentReplayBody {
  /**
   * Orders count whose payment was accepted from this instant on, RFC 3339.
   * @example "2026-11-01T00:00:00Z"
   */
  @IsInstant()
  readonly from: string;

  /**
   * And before this one.
   * @example "2026-12-01T00:00:00Z"
   */
  @IsInstant()
  readonly until: string;

  /** Whether nothing is to be changed: the report tells who would get what. */
  @IsBoolean()
  readonly dryRun: boolean = true;
}

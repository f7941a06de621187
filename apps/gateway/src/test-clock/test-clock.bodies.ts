import { IsInt, IsISO8601, IsOptional, Max, Min } from 'class-validator';

const LATEST_MS = 10 * 365 * 86_400_000;
const EARLIEST_MS = -LATEST_MS;

/** How far to move the time, or to which instant: one of the two. */
export class MoveClockBody {
  /**
   * How far to move the time from the real one, in milliseconds; 0 brings it back. Ten years at most.
   * @example 0
   */
  @IsOptional()
  @IsInt()
  @Min(EARLIEST_MS)
  @Max(LATEST_MS)
  readonly offsetMs?: number;

  /** The instant it is to be. */
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  readonly now?: string;
}

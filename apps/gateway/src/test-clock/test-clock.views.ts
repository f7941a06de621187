import { ApiProperty } from '@nestjs/swagger';

/** What time it is in the suite. */
export class ClockView {
  @ApiProperty({ format: 'date-time' })
  now: string;
  /** How far the time is moved from the real one, in milliseconds. */
  offsetMs: number;
  /** The processes that have the new time, each with all its replicas. */
  moved: string[];
  /** The processes that did not answer; they learn the time when they come back. */
  unavailable: string[];
}

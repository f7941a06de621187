import { ApiProperty } from '@nestjs/swagger';
import { JOB_STATES, type JobCounts, type JobState } from './job';

/** Who asked for a job. */
export class JobActorView {
  @ApiProperty({ enum: ['employee', 'contact', 'visitor', 'client', 'system'] })
  kind: string;
  id: string;
}

/** Why a job failed. */
export class JobFailureView {
  /** Stable, kebab-case. */
  code: string;
  /** One sentence for people. */
  message: string;
}

/** Long work: the same for every feature that has some. */
export class JobView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** What it does. */
  kind: string;
  @ApiProperty({ enum: JOB_STATES })
  state: JobState;
  /** Whether it is to end after what it is at. */
  cancelRequested: boolean;
  /** How far it is, 0 to 1. */
  progress: number;
  /** How many of what, by name. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  counts: JobCounts;
  /** Why it failed; null unless it did. */
  @ApiProperty({ type: () => JobFailureView, nullable: true })
  failure: JobFailureView | null;
  createdBy: JobActorView;
  /** Where its result is, as soon as there is one. */
  resultUrl: string;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time', nullable: true })
  startedAt: string | null;
  @ApiProperty({ format: 'date-time', nullable: true })
  finishedAt: string | null;
  /** Counts the changes; also the ETag. */
  version: number;
}

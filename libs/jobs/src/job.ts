import type { Actor } from '@clientele/contracts';
import type { Tx } from '@clientele/database';

export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** How many of what, by name. */
export type JobCounts = Readonly<Record<string, number>>;

/** Why a job failed. */
export interface JobFailure {
  /** Stable, kebab-case. */
  readonly code: string;
  /** One sentence for people. */
  readonly message: string;
}

/** How far a step has brought the job. */
export interface JobProgress {
  /** Where the next step begins, if another process takes over. */
  readonly cursor?: object;
  /** 0 to 1. */
  readonly progress?: number;
  /** What this step adds to the counts. */
  readonly counts?: JobCounts;
  /** What the job comes to, for its view. */
  readonly result?: object;
}

/** A job at work. It belongs to this process until it ends or a step throws. */
export interface RunningJob<Input extends object = object, Cursor extends object = object> {
  readonly id: string;
  readonly shopId: string;
  readonly actor: Actor;
  readonly input: Input;
  /** Where to go on; null: at the beginning. */
  readonly cursor: Cursor | null;
  readonly counts: JobCounts;
  /** Aborted as soon as going on is of no use: reading and writing outside the database should end. */
  readonly signal: AbortSignal;
  /**
   * Does a part of the work. What it does and how far that brings the job commit together, or not at all; so it does
   * nothing outside the database. Throws when the job is to stop here. One step may begin while another is at work if it
   * ends its work when that has returned.
   */
  step(work: (tx: Tx) => Promise<JobProgress>): Promise<void>;
}

/** Does the jobs of one kind; a provider marked with `@RunsJobs(kind)`. */
export interface JobHandler<Input extends object = object, Cursor extends object = object> {
  /**
   * Does the job, step by step, from its cursor on. A `Problem` that it throws is why the job failed; after any other
   * failure the job is tried again, from its last step on.
   */
  run(job: RunningJob<Input, Cursor>): Promise<void>;
  /** Clears up with the end of the job, whichever it is, in the same transaction. */
  ended?(tx: Tx, job: EndedJob<Input>): Promise<void>;
  /** Lets go of what the job left, when it is forgotten. */
  forgotten?(tx: Tx, job: EndedJob<Input>): Promise<void>;
}

/** A job that is over. */
export interface EndedJob<Input extends object = object> {
  readonly id: string;
  readonly shopId: string;
  readonly input: Input;
  readonly result: object | null;
}

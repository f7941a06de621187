import type { Tx } from '@clientele/database';
import type { JobProgress, RunningJob } from '@clientele/jobs';

/** A step that was begun. None of the promises fails: what hindered it shows when it is done by itself. */
export interface StepAtWork {
  /** Settles when it holds every lock that it needs to plan, or is over. */
  readonly planned: Promise<unknown>;
  /** Whether all is written but for how far the job is: from then on it waits for nobody's locks any more. */
  readonly written: Promise<boolean>;
  /** Whether it was committed. */
  readonly done: Promise<boolean>;
}

/** A step in two parts, both in one transaction. */
export interface StepParts<Plan> {
  /** Locks, reads and decides. It may run while the step before writes. */
  readonly plan: (tx: Tx) => Promise<Plan>;
  /** Does it. It may run while the step before commits. */
  readonly write: (tx: Tx, plan: Plan) => Promise<JobProgress>;
}

/**
 * Begins a step that plans while the one before it writes, and writes while that one commits. It waits for that one and never the
 * other way round: nobody would notice, as the database knows half of it. So whatever goes wrong with a step undoes the one
 * after it, too.
 */
export function beginStep<Plan>(
  job: Pick<RunningJob, 'step' | 'signal'>,
  { plan, write }: StepParts<Plan>,
  before?: StepAtWork,
): StepAtWork {
  const [planned, written] = [outcome(), outcome()];
  let isBegun = false;
  const work = async (tx: Tx): Promise<JobProgress> => {
    // The database would have a deadlock tried again, while the step after this one holds what it was given.
    if (isBegun) throw new OutOfTurn();
    isBegun = true;
    const made = await plan(tx);
    planned.is(true);
    if (before && !(await before.written)) throw new OutOfTurn();
    const progress = await write(tx, made);
    written.is(true);
    if (before && !(await before.done)) throw new OutOfTurn();
    job.signal.throwIfAborted();
    return progress;
  };
  const begin = async (): Promise<boolean> => {
    await before?.planned;
    const isDone = await job.step(work).then(
      () => true,
      () => false,
    );
    // If it came so far, this says nothing new.
    planned.is(false);
    written.is(false);
    return isDone;
  };
  return { planned: planned.promise, written: written.promise, done: begin() };
}

class OutOfTurn extends Error {}

function outcome(): { readonly promise: Promise<boolean>; readonly is: (value: boolean) => void } {
  let is: (value: boolean) => void = () => undefined;
  const promise = new Promise<boolean>((resolve) => (is = resolve));
  return { promise, is };
}

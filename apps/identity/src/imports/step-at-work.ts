import type { Tx } from '@clientele/database';
import type { JobProgress, RunningJob } from '@clientele/jobs';

/** A step that was begun. Neither promise fails: what hindered it shows when it is done by itself. */
export interface StepAtWork {
  /** Settles when it holds every lock it looks at, so that it waits for none that begins from then on; or is over. */
  readonly planned: Promise<void>;
  /** Whether it was committed. */
  readonly done: Promise<boolean>;
}

/** A step in two parts, both in one transaction. */
export interface StepParts<Plan> {
  /** Locks, reads and decides. It may run while the step before is at work. */
  readonly plan: (tx: Tx) => Promise<Plan>;
  /** Writes, when the step before is committed. */
  readonly write: (tx: Tx, plan: Plan) => Promise<JobProgress>;
}

/**
 * Begins a step that may plan while the one before it writes. It waits for that one and never the other way round: nobody
 * would notice, as the database knows half of it. So whatever goes wrong with a step undoes the one after it, too.
 */
export function beginStep<Plan>(
  job: Pick<RunningJob, 'step' | 'signal'>,
  { plan, write }: StepParts<Plan>,
  before?: StepAtWork,
): StepAtWork {
  let isPlanned = (): void => undefined;
  const planned = new Promise<void>((resolve) => (isPlanned = resolve));
  let isBegun = false;
  const work = async (tx: Tx): Promise<JobProgress> => {
    // The database would have a deadlock tried again, while the step after this one holds what it was given.
    if (isBegun) throw new OutOfTurn();
    isBegun = true;
    const made = await plan(tx);
    isPlanned();
    if (before && !(await before.done)) throw new OutOfTurn();
    job.signal.throwIfAborted();
    return write(tx, made);
  };
  const begin = async (): Promise<boolean> => {
    await before?.planned;
    return job.step(work).then(
      () => true,
      () => false,
    );
  };
  return { planned, done: begin().finally(isPlanned) };
}

class OutOfTurn extends Error {}

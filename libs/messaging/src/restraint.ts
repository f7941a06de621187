import { Database, statement } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { Followers, LONGEST_FOR_FOLLOWERS_MS } from './followers';
import { OUTBOX_IS_BEHIND } from './outbox';

const isBehind = statement<{ behind: boolean }>('outbox-is-behind', `SELECT ${OUTBOX_IS_BEHIND} AS behind`);

/** Of the time that a portion of work took, how much is left to others before the next. */
const REST = 0.6;
const LOOK_MS = 25;
/** Where nothing can be published, work goes on, slowly. */
const LONGEST_MS = 5_000;

/**
 * Does work on many rows in portions, and leaves requests and urgent events their part of the machine: between two
 * portions it rests, and waits until what it has to tell is nearly told, and those who listen have nearly handled it.
 */
@Injectable()
export class Restraint {
  constructor(
    private readonly db: Database,
    private readonly followers: Followers,
  ) {}

  /** Does a portion, then rests, for `share` of the time that took; less when the signal says that the work is over. */
  async after<T>(work: () => Promise<T>, signal?: AbortSignal, share = REST): Promise<T> {
    const begun = performance.now();
    const result = await work();
    const end = performance.now();
    const rest = (end - begun) * share;
    for (let pause = rest; pause > 0 && !signal?.aborted;) {
      await delay(Math.min(pause, LONGEST_MS), undefined, { signal, ref: false }).catch(() => undefined);
      pause = (await this.isEarly(performance.now() - end)) ? LOOK_MS : 0;
    }
    return result;
  }

  private async isEarly(waitedMs: number): Promise<boolean> {
    if (waitedMs > LONGEST_MS) return false;
    if ((await isBehind.first(this.db))?.behind) return true;
    return waitedMs < LONGEST_FOR_FOLLOWERS_MS && this.followers.areBehind();
  }
}

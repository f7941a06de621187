import { defineProblem } from '@clientele/contracts';

/** More work is waiting than can be done in a reasonable time. */
export class TooBusy extends defineProblem('unavailable', 'too-busy', 'The service is busy') {}

/** Lets so many pieces of work run at once and so many wait; refuses what comes beyond. */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly atMostWaiting: number,
  ) {}

  async take<T>(work: () => Promise<T>): Promise<T> {
    await this.begin();
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }

  // Who waited takes over the turn of who ended, so the count does not change then.
  private async begin(): Promise<void> {
    if (this.running < this.atOnce) {
      this.running++;
      return;
    }
    if (this.waiting.length >= this.atMostWaiting) {
      throw new TooBusy({ detail: 'Please try again in a moment.', retryAfter: 2 });
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}

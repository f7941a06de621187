import { DatabaseStartup } from '@clientele/database';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { JobHandlers } from './job-handlers';
import { JobWorker } from './job-worker';
import { JobsForgetting } from './jobs-forgetting';

const LOOK_MS = 500;
/** How often, and for how long, after a job was asked for here: it is about to be committed. */
const LOOK_SOON_MS = 25;
const SOON_MS = 500;
const FORGET_MS = 10 * 60_000;

/** Looks for jobs in every replica, one at a time of each kind; and forgets those that are long over. */
@Injectable()
export class JobsSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(JobsSchedule.name);
  private readonly stopping = new AbortController();
  private loops: readonly Promise<void>[] = [];
  private soonUntil = 0;
  private pause = new AbortController();

  constructor(
    private readonly startup: DatabaseStartup,
    private readonly handlers: JobHandlers,
    private readonly worker: JobWorker,
    private readonly forgetting: JobsForgetting,
  ) {}

  onApplicationBootstrap(): void {
    const forget = this.repeat(FORGET_MS, () => this.forgetting.forgetOne());
    const work = this.handlers.kinds.map((kind) => this.repeat(LOOK_MS, () => this.worker.workAtOne(kind)));
    this.loops = [forget, ...work];
  }

  /** Looks more often for a moment, so that nobody waits for a job to begin. */
  lookSoon(): void {
    this.soonUntil = performance.now() + SOON_MS;
    this.endPause();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    this.endPause();
    this.worker.stop();
    await Promise.all(this.loops);
  }

  /** Repeats what says that there may be more at once, anything else after a pause. */
  private async repeat(pauseMs: number, work: () => Promise<boolean>): Promise<void> {
    const { signal } = this.stopping;
    const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    await Promise.race([this.startup.whenReady(), stopped]);
    while (!signal.aborted) {
      const more = await work().catch((error: unknown) => {
        this.logger.warn(`Jobs cannot be looked for: ${String(error)}`);
        return false;
      });
      if (!more) await this.waitFor(pauseMs);
    }
  }

  private async waitFor(pauseMs: number): Promise<void> {
    if (this.stopping.signal.aborted) return;
    const isSoon = performance.now() < this.soonUntil && pauseMs === LOOK_MS;
    const { signal } = this.pause;
    await delay(isSoon ? LOOK_SOON_MS : pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
  }

  private endPause(): void {
    this.pause.abort();
    this.pause = new AbortController();
  }
}

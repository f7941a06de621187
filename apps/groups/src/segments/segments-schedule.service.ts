import { DatabaseStartup } from '@clientele/database';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { Builds } from './builds.service';
import { Changes } from './changes.service';
import { Passing } from './passing.service';

const LOOK_MS = 300;
const PASS_MS = 60_000;

/** Keeps segments current, in every replica: they share the work, one transaction at a time. */
@Injectable()
export class SegmentsSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SegmentsSchedule.name);
  private readonly stopping = new AbortController();
  private loops: readonly Promise<void>[] = [];

  constructor(
    private readonly changes: Changes,
    private readonly builds: Builds,
    private readonly passing: Passing,
    private readonly startup: DatabaseStartup,
  ) {}

  onApplicationBootstrap(): void {
    this.loops = [
      this.repeat(LOOK_MS, () => this.changes.followSome()),
      this.repeat(LOOK_MS, async () => (await this.builds.buildSome()) === 'built'),
      this.repeat(PASS_MS, async () => {
        await this.passing.pass();
        return false;
      }),
    ];
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.loops);
  }

  /** Repeats what says that there may be more at once, anything else after a pause. */
  private async repeat(pauseMs: number, work: () => Promise<boolean>): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const more = (await this.startup.isReady()) && (await this.attempt(work));
      if (!more) await delay(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  private async attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.logger.warn(`Segments are kept current later: ${String(error)}`);
      return undefined;
    }
  }
}

import { DatabaseStartup } from '@clientele/database';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { setTimeout as delay } from 'node:timers/promises';
import { Snapshots } from './snapshots.service';

const LOOK_MS = 1_000;
const PAUSE_MS = 50;

/** Looks for snapshots to tell; replicas take turns, one part at a time, and one goes on where another ended. */
@Injectable()
export class SnapshotsSchedule implements BeforeApplicationShutdown {
  private readonly logger = new Logger(SnapshotsSchedule.name);
  private stopped = false;
  private running?: Promise<void>;

  constructor(
    private readonly snapshots: Snapshots,
    private readonly startup: DatabaseStartup,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  @Interval(LOOK_MS)
  tick(): void {
    if (this.stopped) return;
    this.running ??= this.tell()
      .catch((error: unknown) => this.logger.warn(`Telling again goes on later: ${String(error)}`))
      .finally(() => (this.running = undefined));
  }

  private async tell(): Promise<void> {
    if (!(await this.startup.isReady())) return;
    while (!this.stopped) {
      const outcome = await this.snapshots.tellSome();
      if (outcome === 'done') return;
      if (outcome === 'waiting') await delay(PAUSE_MS);
    }
  }
}

import { DatabaseStartup } from '@clientele/database';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { setTimeout as delay } from 'node:timers/promises';
import { GroupEndings } from './group-endings.service';

const LOOK_MS = 1_000;
const PAUSE_MS = 50;

/** Looks for groups that are being deleted, in every replica: one is at a group at a time, and another goes on where it ended. */
@Injectable()
export class GroupEndingsSchedule implements BeforeApplicationShutdown {
  private readonly logger = new Logger(GroupEndingsSchedule.name);
  private stopped = false;
  private running?: Promise<void>;

  constructor(
    private readonly endings: GroupEndings,
    private readonly startup: DatabaseStartup,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  @Interval(LOOK_MS)
  tick(): void {
    if (this.stopped) return;
    this.running ??= this.endAll()
      .catch((error: unknown) =>
        this.logger.warn(`Members of deleted groups are moved later: ${String(error)}`),
      )
      .finally(() => (this.running = undefined));
  }

  private async endAll(): Promise<void> {
    if (!(await this.startup.isReady())) return;
    while (!this.stopped) {
      const outcome = await this.endings.endSome();
      if (outcome === 'done') return;
      if (outcome === 'waiting') await delay(PAUSE_MS);
    }
  }
}

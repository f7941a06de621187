import { DatabaseStartup } from '@clientele/database';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Descriptions } from './descriptions.service';

const LOOK_MS = 500;

/** Looks for customers to describe. */
@Injectable()
export class DescriptionsSchedule implements BeforeApplicationShutdown {
  private readonly logger = new Logger(DescriptionsSchedule.name);
  private stopped = false;
  private running?: Promise<void>;

  constructor(
    private readonly descriptions: Descriptions,
    private readonly startup: DatabaseStartup,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  @Interval(LOOK_MS)
  tick(): void {
    if (this.stopped) return;
    this.running ??= this.describe()
      .catch((error: unknown) => this.logger.warn(`Customers are described later: ${String(error)}`))
      .finally(() => (this.running = undefined));
  }

  private async describe(): Promise<void> {
    if (!(await this.startup.isReady())) return;
    while (!this.stopped && (await this.descriptions.describeSome()));
  }
}

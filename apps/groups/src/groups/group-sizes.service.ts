import { Database, DatabaseStartup } from '@clientele/database';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { addUp, lockSizes } from './group-sizes.queries';

const LOOK_MS = 5_000;

/** Adds up who joined and who left, so that few changes are left to be counted when somebody looks. */
@Injectable()
export class GroupSizes implements BeforeApplicationShutdown {
  private readonly logger = new Logger(GroupSizes.name);
  private stopped = false;
  private running?: Promise<void>;

  constructor(
    private readonly db: Database,
    private readonly startup: DatabaseStartup,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  @Interval(LOOK_MS)
  tick(): void {
    if (this.stopped) return;
    this.running ??= this.addUpAll()
      .catch((error: unknown) => this.logger.warn(`Members are added up later: ${String(error)}`))
      .finally(() => (this.running = undefined));
  }

  /** Adds up some changes, unless another replica is at it; tells how many. */
  addUpSome(): Promise<number> {
    return this.db.transaction(async (tx) => {
      if (!(await lockSizes.first(tx))?.mine) return 0;
      return (await addUp.first(tx))?.count ?? 0;
    });
  }

  private async addUpAll(): Promise<void> {
    if (!(await this.startup.isReady())) return;
    while (!this.stopped && (await this.addUpSome()) > 0);
  }
}

import { Clock } from '@clientele/config';
import { firstIdAt } from '@clientele/contracts';
import { Database, DatabaseStartup } from '@clientele/database';
import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { forgetVisitorsCarts } from './facts.queries';

/** Tokens of visitors are good for 30 days; whose token is over has no way back to the cart. */
const KEEP_MS = 31 * 24 * 60 * 60_000;
const HOUR_MS = 60 * 60_000;

/** Forgets the carts that visitors left behind. One that is used again after all is told again as a whole. */
@Injectable()
export class VisitorsCarts {
  private readonly logger = new Logger(VisitorsCarts.name);

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly startup: DatabaseStartup,
  ) {}

  @Interval(HOUR_MS)
  async forget(): Promise<void> {
    await this.startup.whenReady();
    const before = firstIdAt(new Date(this.clock.now().getTime() - KEEP_MS));
    try {
      while ((await forgetVisitorsCarts.rows(this.db, [before])).length > 0);
    } catch (error) {
      this.logger.warn(`Carts of visitors stay: ${String(error)}`);
    }
  }
}

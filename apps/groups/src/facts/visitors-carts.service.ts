import { Clock } from '@clientele/config';
import { firstIdAt } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { LooksEvery } from '@clientele/jobs';
import { Injectable } from '@nestjs/common';
import { forgetVisitorsCarts } from './facts.queries';

/** Tokens of visitors are good for 30 days; whose token is over has no way back to the cart. */
const KEEP_MS = 31 * 24 * 60 * 60_000;
const HOUR_MS = 60 * 60_000;

/** Forgets the carts that visitors left behind. One that is used again after all is told again as a whole. */
@Injectable()
export class VisitorsCarts {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Forgets some; tells whether there may be more. */
  @LooksEvery(HOUR_MS)
  async forgetSome(): Promise<boolean> {
    const before = firstIdAt(new Date(this.clock.now().getTime() - KEEP_MS));
    return (await forgetVisitorsCarts.rows(this.db, [before])).length > 0;
  }
}

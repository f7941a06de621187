import { Clock } from '@clientele/config';
import { systemActor } from '@clientele/contracts';
import { Database, type Statement } from '@clientele/database';
import { type Looked, LooksEvery } from '@clientele/jobs';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { OrdersConfig } from '../orders.config';
import { abandonmentOf, deletionOf, lossOf } from './cart-events';
import { lastUsed } from './cart-state.domain';
import { abandon, type CartInShort, crowded, lose, purgeEmpty, purgeLost } from './quiet-carts.queries';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const ACTOR = systemActor('quiet-carts');

/**
 * Follows carts that nobody uses any more: abandoned, lost, deleted. Any number of replicas may look; what becomes of a cart and
 * the event that tells it are one transaction, so each is told once.
 */
@Injectable()
export class QuietCarts {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly config: OrdersConfig,
  ) {}

  @LooksEvery(MINUTE_MS)
  abandonSome(): Promise<Looked> {
    const now = this.clock.now();
    return this.some(abandon, [this.lastUsed(now).abandoned, now], abandonmentOf, now);
  }

  @LooksEvery(MINUTE_MS)
  loseSome(): Promise<Looked> {
    const now = this.clock.now();
    return this.some(lose, [this.lastUsed(now).lost], lossOf, now);
  }

  @LooksEvery(HOUR_MS)
  purgeSomeLost(): Promise<Looked> {
    const now = this.clock.now();
    return this.some(purgeLost, [this.lastUsed(now).purged], deletionOf, now);
  }

  @LooksEvery(HOUR_MS)
  async purgeSomeEmpty(): Promise<boolean> {
    const { purged } = this.lastUsed(this.clock.now());
    return (await purgeEmpty.rows(this.db, [purged])).length > 0;
  }

  /** Deals with some, and tells whether there may be more. They may be very many at first: what others tell goes before. */
  private async some(
    statement: Statement<CartInShort>,
    parameters: readonly unknown[],
    eventOf: typeof lossOf,
    now: Date,
  ): Promise<Looked> {
    if ((await crowded.first(this.db))?.behind) return 'waiting';
    return this.db.transaction(async (tx) => {
      const carts = await statement.rows(tx, parameters);
      await this.outbox.add(tx, ...carts.map((cart) => eventOf(cart, ACTOR, now)));
      return carts.length > 0;
    });
  }

  private lastUsed(now: Date): ReturnType<typeof lastUsed> {
    const { cartsAbandonedHours, cartsLostDays, cartsPurgedDays } = this.config;
    const patience = {
      ...{ abandonedHours: cartsAbandonedHours, lostDays: cartsLostDays, purgedDays: cartsPurgedDays },
    };
    return lastUsed(patience, now);
  }
}

import { Clock } from '@clientele/config';
import { Database, statement } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { limitState } from './limit-state.domain';
import { PURCHASE_LIMIT_JSON } from './purchase-limit.sql';
import type { LimitStateView, PurchaseLimitView } from './purchase-limits.views';

const limitOf = statement<{ purchaseLimit: PurchaseLimitView | null; timeZone: string }>(
  'contact-links-limit',
  `SELECT ${PURCHASE_LIMIT_JSON} AS "purchaseLimit", s.time_zone AS "timeZone"
   FROM contact_links l JOIN customers u ON u.id = l.customer_id JOIN shops s ON s.id = u.shop_id
   WHERE l.id = $1`,
);

/** Tells whether purchase limits apply now. */
@Injectable()
export class LimitStates {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Of a link; null: of nobody. */
  async of(linkId: string | null): Promise<LimitStateView> {
    const row = linkId === null ? undefined : await limitOf.first(this.db, [linkId]);
    return limitState(row?.purchaseLimit ?? null, row?.timeZone ?? 'UTC', this.clock.now());
  }
}

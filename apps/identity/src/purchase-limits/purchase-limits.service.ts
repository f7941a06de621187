import { Audit, type Deed } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { actorOf, mistakeIn, type Principal } from '@clientele/contracts';
import { statement } from '@clientele/database';
import type { Once } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { limitedTo, mayBeSeen } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { linkChanges } from '../links/links.queries';
import type { LinkLimitBody, SetPurchaseLimitsBody } from './purchase-limits.bodies';
import { PURCHASE_LIMIT_JSON } from './purchase-limit.sql';
import { PurchaseLimitNotValid } from './purchase-limits.problems';
import { LinkNotFound } from '../links/links.problems';
import type { LimitResultView, LimitResultsView, PurchaseLimitView } from './purchase-limits.views';

interface ChangedLink extends Record<string, unknown> {
  readonly id: string;
  readonly contactId: string;
  readonly customerId: string;
  readonly before: PurchaseLimitView | null;
  readonly after: PurchaseLimitView | null;
}

// Locked in one order, so that two such requests do not wait for each other.
const setLimits = statement<ChangedLink>(
  'contact-links-set-limits',
  `WITH wanted AS (
     SELECT * FROM json_to_recordset($2::json) AS w (
       "contactId" uuid, "customerId" uuid, amount numeric, currency text, "startsOn" date, "endsOn" date, repeats text)
   ), locked AS (
     SELECT l.id, l.contact_id, l.customer_id, ${PURCHASE_LIMIT_JSON} AS before
     FROM contact_links l
     JOIN customers u ON u.id = l.customer_id AND u.shop_id = $1 AND ${mayBeSeen('u.id', '$3')}
     JOIN wanted w ON w."contactId" = l.contact_id AND w."customerId" = l.customer_id
     ORDER BY l.id FOR NO KEY UPDATE OF l
   )
   UPDATE contact_links l
   SET limit_amount = w.amount, limit_currency = w.currency, limit_starts_on = w."startsOn",
       limit_ends_on = w."endsOn", limit_repeats = w.repeats, version = l.version + 1
   FROM locked k JOIN wanted w ON w."contactId" = k.contact_id AND w."customerId" = k.customer_id
   WHERE l.id = k.id
   RETURNING l.id, l.contact_id AS "contactId", l.customer_id AS "customerId", k.before, ${PURCHASE_LIMIT_JSON} AS after`,
);

/** Sets many purchase limits at once. */
@Injectable()
export class PurchaseLimitsService {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** What cannot be set is told, and does not keep the others from being set. */
  set(once: Once, caller: Principal, { items }: SetPurchaseLimitsBody): Promise<LimitResultsView> {
    return once(async (tx) => {
      const rows = items.filter(isValid).map(({ contactId, customerId, purchaseLimit }) => ({
        contactId,
        customerId,
        ...purchaseLimit,
      }));
      const changed = await setLimits.rows(tx, [caller.shopId, JSON.stringify(rows), limitedTo(caller)]);
      const ids = changed.map(({ id }) => id);
      await this.outbox.add(tx, ...(await linkChanges(tx, actorOf(caller), ids, this.clock.now())));
      await this.audit.add(tx, caller, ...changed.map(deedOf));

      const done = new Set(changed.map(keyOf));
      return { items: items.map((item) => resultOf(item, done)) };
    });
  }
}

const deedOf = ({ contactId, customerId, before, after }: ChangedLink): Deed => ({
  ...{ operation: 'purchaseLimits.set', resource: { type: 'contacts', id: contactId }, customerId },
  ...{ before: { purchaseLimit: before }, after: { purchaseLimit: after } },
});

const isValid = ({ purchaseLimit }: LinkLimitBody): boolean =>
  purchaseLimit === null || mistakeIn(purchaseLimit) === undefined;

const keyOf = ({ contactId, customerId }: Pick<LinkLimitBody, 'contactId' | 'customerId'>): string =>
  `${contactId} ${customerId}`.toLowerCase();

function resultOf(item: LinkLimitBody, done: ReadonlySet<string>): LimitResultView {
  const { contactId, customerId } = item;
  if (done.has(keyOf(item)) && isValid(item)) return { contactId, customerId, set: true, code: null };
  return {
    contactId,
    customerId,
    set: false,
    code: (isValid(item) ? LinkNotFound : PurchaseLimitNotValid).code,
  };
}

import { CustomerNotChosen, PermissionMissing } from '@clientele/auth';
import type { GuestContext, Principal } from '@clientele/contracts';
import { Database, instantSql, type PageDefinition, statement } from '@clientele/database';
import { type RawJson, readRawPage } from '@clientele/http';
import { isSeen, limitedTo } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { ORDER_ROW } from './order-row.queries';
import { type OrderRow, toOrderView } from './order-view.domain';
import { readReference } from './order.domain';
import type { ListOrdersQuery } from './orders.bodies';
import { OrderNotFound } from './orders.problems';
import type { OrderHistoryView, OrdersPageView, OrderView } from './orders.views';

// Whose orders: $2 of this customer, $3 placed by this contact, $5 in this guest's checkout; null for any.
const byId = statement<OrderRow>(
  'orders-by-id',
  `SELECT ${ORDER_ROW} FROM orders o
   WHERE o.shop_id = $1 AND o.id = $4 AND ($2::uuid IS NULL OR o.customer_id = $2)
     AND ($3::uuid IS NULL OR o.contact_id = $3) AND ($5::uuid IS NULL OR o.visitor_id = $5)`,
);

const history = statement<{ known: boolean; items: OrderHistoryView['items'] }>(
  'orders-history',
  `SELECT coalesce(json_agg(json_build_object(
            'from', h.from_state, 'to', h.to_state, 'actor', json_build_object('kind', h.actor_kind, 'id', h.actor_id),
            'reason', h.reason, 'changedAt', ${instantSql('h.changed_at')}) ORDER BY h.id)
          FILTER (WHERE h.id IS NOT NULL), '[]') AS items
   FROM orders o LEFT JOIN order_state_changes h ON h.order_id = o.id
   WHERE o.shop_id = $1 AND o.id = $2 GROUP BY o.id`,
);

const SUMMARY = `
  json_build_object(
    'id', o.id, 'atShopId', coalesce(o.at_shop_id, o.shop_id), 'reference', o.reference, 'state', o.state, 'customerId', o.customer_id, 'contactId', o.contact_id,
    'currency', o.currency, 'total', o.totals -> 'total', 'placedAt', ${instantSql('o.placed_at')},
    'updatedAt', ${instantSql('o.updated_at')})::text`;

const PAGE: PageDefinition = {
  sortable: {
    placedAt: { sql: 'o.placed_at', type: 'timestamptz' },
    reference: { sql: 'o.reference', type: 'text' },
    total: { sql: 'o.total_tax_included', type: 'numeric' },
  },
  defaultSort: '-placedAt',
  key: { sql: 'o.id', type: 'uuid' },
};

/** Reads orders: employees all, contacts their own or all of the customer, as their profile says. */
@Injectable()
export class OrdersQueries {
  constructor(private readonly db: Database) {}

  async get(caller: Principal, id: string): Promise<OrderView> {
    if (caller.kind === 'visitor' && caller.guest) return this.ofCheckout(caller, caller.guest, id);
    const { customerId, contactId } = scopeOf(caller);
    const order = await byId.first(this.db, [caller.shopId, customerId, contactId, id, null]);
    if (!order) throw new OrderNotFound();
    return toOrderView(order);
  }

  list(caller: Principal, query: ListOrdersQuery): Promise<RawJson<OrdersPageView>> {
    const { customerId, contactId } = scopeOf(caller);
    const parameters: unknown[] = [caller.shopId];
    const conditions: [string, unknown][] = [
      ['o.customer_id =', customerId],
      ['o.contact_id =', contactId],
      ['o.customer_id =', query.customerId],
      ['o.at_shop_id =', query.atShopId === caller.shopId ? undefined : query.atShopId],
      ['o.state =', query.state],
      ['o.reference =', query.reference && readReference(query.reference)],
      ['o.placed_at >=', query.placedFrom],
      ['o.placed_at <', query.placedTo],
    ];
    const where = conditions.flatMap(([condition, value]) =>
      value == null ? [] : [`${condition} $${parameters.push(value)}`],
    );
    if (query.atShopId === caller.shopId) where.push('o.at_shop_id IS NULL');
    const employeeId = limitedTo(caller);
    if (employeeId !== undefined) where.push(isSeen('o.customer_id', `$${parameters.push(employeeId)}`));
    const matches = `FROM orders o WHERE ${['o.shop_id = $1', ...where].join(' AND ')}`;
    return readRawPage(this.db, { page: PAGE, view: SUMMARY, matches }, query, parameters);
  }

  // As it was placed: that it was attached to a customer would tell who has an account.
  private async ofCheckout(
    { shopId, id: visitorId }: Principal,
    { customerId }: GuestContext,
    id: string,
  ): Promise<OrderView> {
    const order = await byId.first(this.db, [shopId, null, null, id, visitorId]);
    if (!order) throw new OrderNotFound();
    return toOrderView({ ...order, customerId });
  }

  async history({ shopId }: Principal, id: string): Promise<OrderHistoryView> {
    const row = await history.first(this.db, [shopId, id]);
    if (!row) throw new OrderNotFound();
    return { items: row.items };
  }
}

/** Which orders the caller may see; null for any. */
function scopeOf(caller: Principal): { customerId: string | null; contactId: string | null } {
  switch (caller.kind) {
    case 'employee':
    case 'client':
      return { customerId: null, contactId: null };
    case 'contact':
      if (caller.customerId === null) throw new CustomerNotChosen();
      if (caller.permissions.has('orders:view-all'))
        return { customerId: caller.customerId, contactId: null };
      if (caller.permissions.has('orders:view-own'))
        return { customerId: caller.customerId, contactId: caller.id };
      throw new PermissionMissing({ permission: 'orders:view-own' });
    case 'visitor':
      throw new PermissionMissing();
  }
}

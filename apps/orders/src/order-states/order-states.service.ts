import { Database, Seed, statement, type Tx } from '@clientele/database';
import { RawJson } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { DELIVERED_STATES, type Flag } from './order-state.domain';
import type { OrderStatesView } from './order-states.views';

const all = statement<{ view: string }>(
  'order-states',
  `SELECT json_build_object('items', coalesce(json_agg(json_build_object(
     'code', s.code, 'name', s.name, 'paid', s.paid, 'countsAsSale', s.counts_as_sale, 'shipped', s.shipped,
     'delivered', s.delivered, 'cancelled', s.cancelled, 'refunded', s.refunded, 'sendsMail', s.sends_mail,
     'visibleToCustomer', s.visible_to_customer,
     'next', (SELECT coalesce(json_agg(t.to_state ORDER BY n.position), '[]')
              FROM order_state_transitions t JOIN order_states n ON n.code = t.to_state
              WHERE t.from_state = s.code)) ORDER BY s.position, s.code), '[]'))::text AS view
   FROM order_states s`,
);

const insertStates = statement<{ code: string }>(
  'order-states-insert',
  `INSERT INTO order_states (code, name, position, paid, counts_as_sale, shipped, delivered, cancelled, refunded,
                             sends_mail, visible_to_customer)
   SELECT code, name, position, paid, "countsAsSale", shipped, delivered, cancelled, refunded, "sendsMail",
          "visibleToCustomer"
   FROM jsonb_to_recordset($1) AS s (
     code text, name jsonb, position integer, paid boolean, "countsAsSale" boolean, shipped boolean,
     delivered boolean, cancelled boolean, refunded boolean, "sendsMail" boolean, "visibleToCustomer" boolean)
   ON CONFLICT DO NOTHING RETURNING code`,
);

const insertTransitions = statement(
  'order-states-insert-transitions',
  `INSERT INTO order_state_transitions (from_state, to_state)
   SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING`,
);

/** The states orders can be in. */
@Injectable()
export class OrderStatesService {
  constructor(private readonly db: Database) {}

  async list(): Promise<RawJson<OrderStatesView>> {
    const row = await all.first(this.db);
    return new RawJson(row?.view ?? '{"items":[]}');
  }

  /** The delivered states; what was changed since, stays changed. */
  @Seed({})
  async seed(tx: Tx): Promise<void> {
    const states = Object.entries(DELIVERED_STATES).map(([code, { name, flags }], position) => ({
      code,
      name,
      position,
      ...flagsOf(flags),
    }));
    const inserted = await insertStates.rows(tx, [JSON.stringify(states)]);
    const transitions = inserted.flatMap(({ code }) =>
      (DELIVERED_STATES[code]?.next ?? []).map((to) => ({ from: code, to })),
    );
    await insertTransitions.rows(tx, [transitions.map(({ from }) => from), transitions.map(({ to }) => to)]);
  }
}

const flagsOf = (flags: readonly Flag[]): Record<Flag, boolean> => ({
  paid: flags.includes('paid'),
  countsAsSale: flags.includes('countsAsSale'),
  shipped: flags.includes('shipped'),
  delivered: flags.includes('delivered'),
  cancelled: flags.includes('cancelled'),
  refunded: flags.includes('refunded'),
  sendsMail: flags.includes('sendsMail'),
  visibleToCustomer: flags.includes('visibleToCustomer'),
});

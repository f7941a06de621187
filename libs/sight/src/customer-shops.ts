import type { DomainEvent, ShopCustomersRegistered } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';

const keep = statement(
  'customer-shops-keep',
  `INSERT INTO customer_shops (customer_id, registered_shop_id)
   SELECT * FROM unnest($1::uuid[], $2::uuid[]) AS n (customer_id, registered_shop_id) ORDER BY customer_id
   ON CONFLICT DO NOTHING`,
);

/** Keeps who registered at which of the shops that share customers, as identity announces it. */
export async function keepCustomerShops(
  events: readonly DomainEvent<ShopCustomersRegistered>[],
  tx: Tx,
): Promise<void> {
  const registered = events.flatMap(({ data }) =>
    data.customerIds.map((customerId) => ({ customerId, shopId: data.registeredShopId })),
  );
  await keep.rows(tx, [
    registered.map(({ customerId }) => customerId),
    registered.map(({ shopId }) => shopId),
  ]);
}

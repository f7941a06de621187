import { statement, type Tx } from '@clientele/database';

const ofCustomers = statement<{ customerId: string; country: string }>(
  'customers-countries',
  `SELECT DISTINCT ON (customer_id) customer_id AS "customerId", country FROM addresses
   WHERE customer_id = ANY ($1::uuid[])
   ORDER BY customer_id, default_invoice DESC, default_delivery DESC, created_at, id`,
);

/** By customer, the country it is billed in, as far as that is known. */
export async function countriesOf(
  tx: Tx,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await ofCustomers.rows(tx, [customerIds]);
  return new Map(found.map(({ customerId, country }) => [customerId, country]));
}

import type { Client } from 'pg';
import type { GeneratedCustomer } from './customers';
import type { LoadedGroups } from './groups';

/** Puts who is in which group into the database of support, which keeps it to know who sees whom. */
export async function loadSight(
  client: Client,
  customers: readonly GeneratedCustomer[],
  groups: LoadedGroups,
): Promise<void> {
  await client.query(
    `INSERT INTO customer_memberships (customer_id, version, group_ids, group_ids_version)
     SELECT id, 1, group_ids::uuid[], 1 FROM unnest($1::uuid[], $2::text[]) AS n (id, group_ids)`,
    [customers.map(({ id }) => id), customers.map((customer) => `{${groups.of(customer).join()}}`)],
  );
}

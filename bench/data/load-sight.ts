import type { Client } from 'pg';
import type { GeneratedCustomer } from './customers';
import type { LoadedGroups } from './groups';
import { insertRows } from './insert';

/** Puts who is in which group into the database of a service that keeps it to know who sees whom. */
export async function loadSight(
  client: Client,
  customers: readonly GeneratedCustomer[],
  groups: LoadedGroups,
): Promise<void> {
  await insertRows(
    client,
    'customer_memberships',
    { customer_id: 'uuid', version: 'integer' },
    customers.map(({ id }) => [id, 1]),
  );
  await insertRows(
    client,
    'customer_groups',
    { customer_id: 'uuid', group_id: 'uuid' },
    customers.flatMap((customer) => groups.of(customer).map((groupId) => [customer.id, groupId])),
  );
}

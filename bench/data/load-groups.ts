import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import type { Client } from 'pg';
import type { GeneratedCustomer } from './customers';
import type { LoadedGroups } from './groups';
import { insertRows } from './insert';

/** Puts the memberships of customers into groups' database. */
export async function loadMemberships(
  client: Client,
  customers: readonly GeneratedCustomer[],
  groups: LoadedGroups,
): Promise<void> {
  await client.query('BEGIN');
  await insertRows(
    client,
    'members',
    {
      ...{ customer_id: 'uuid', shop_id: 'uuid', default_group_id: 'uuid', fallback_group_id: 'uuid' },
      ...{ registered: 'boolean', version: 'integer', created_at: 'timestamptz', updated_at: 'timestamptz' },
    },
    customers.map((customer) => [
      ...[customer.id, DEFAULT_SHOP_ID, groups.of(customer)[0], groups.fallbackId, true, 1],
      ...[customer.person.registeredAt, customer.person.registeredAt],
    ]),
  );
  await insertRows(
    client,
    'memberships',
    {
      ...{ customer_id: 'uuid', group_id: 'uuid', started_at: 'timestamptz', base_source: 'text' },
      default_at: 'timestamptz',
    },
    customers.flatMap((customer) =>
      groups
        .of(customer)
        .map((groupId, i) => [
          ...[customer.id, groupId, customer.person.registeredAt, 'registration'],
          i === 0 ? customer.person.registeredAt : null,
        ]),
    ),
  );
  await client.query('COMMIT');
}

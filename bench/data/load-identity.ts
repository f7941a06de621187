import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import type { Client } from 'pg';
import type { GeneratedCustomer } from './customers';
import type { LoadedGroups } from './groups';
import { insertRows } from './insert';

/** Puts customers with contacts and links into identity's database. */
export async function loadPeople(
  client: Client,
  customers: readonly GeneratedCustomer[],
  profileId: string,
): Promise<void> {
  await insertRows(client, 'customers', CUSTOMERS, customers.map(customerRow));
  await insertRows(client, 'contacts', CONTACTS, customers.map(contactRow));
  await insertRows(
    client,
    'contact_links',
    { id: 'uuid', contact_id: 'uuid', customer_id: 'uuid', profile_id: 'uuid' },
    customers.map(({ id, contactId, linkId }) => [linkId, contactId, id, profileId]),
  );
}

/** Puts customers with contacts, links, addresses and groups into identity's database. */
export async function loadIdentity(
  client: Client,
  customers: readonly GeneratedCustomer[],
  groups: LoadedGroups,
  profileId: string,
): Promise<void> {
  await loadPeople(client, customers, profileId);
  await insertRows(client, 'addresses', ADDRESSES, customers.flatMap(addressRows));
  await insertRows(
    client,
    'customer_memberships',
    { customer_id: 'uuid', version: 'integer' },
    customers.map(({ id }) => [id, 1]),
  );
  await insertRows(
    client,
    'customer_groups',
    { customer_id: 'uuid', group_id: 'uuid', is_default: 'boolean' },
    customers.flatMap((customer) => {
      const [defaultId] = groups.of(customer);
      return groups.of(customer).map((groupId) => [customer.id, groupId, groupId === defaultId]);
    }),
  );
}

const CUSTOMERS = {
  id: 'uuid',
  shop_id: 'uuid',
  kind: 'text',
  first_name: 'text',
  last_name: 'text',
  email: 'text',
  normalized_email: 'text',
  phone: 'text',
  birthday: 'date',
  language: 'text',
  company: 'text',
  enabled: 'boolean',
  newsletter: 'boolean',
  partner_offers: 'boolean',
  registered_at: 'timestamptz',
  updated_at: 'timestamptz',
  version: 'integer',
};

const customerRow = ({ id, person }: GeneratedCustomer): unknown[] => [
  ...[id, DEFAULT_SHOP_ID, person.company ? 'company' : 'individual', person.firstName, person.lastName],
  ...[person.email, person.email, person.phone, person.birthday, person.language, person.company],
  ...[true, person.newsletter, false, person.registeredAt, person.registeredAt, 1],
];

const CONTACTS = {
  id: 'uuid',
  shop_id: 'uuid',
  first_name: 'text',
  last_name: 'text',
  email: 'text',
  normalized_email: 'text',
  enabled: 'boolean',
  created_at: 'timestamptz',
};

const contactRow = ({ contactId, person }: GeneratedCustomer): unknown[] => [
  ...[contactId, DEFAULT_SHOP_ID, person.firstName, person.lastName],
  ...[person.email, person.email, true, person.registeredAt],
];

const ADDRESSES = {
  id: 'uuid',
  shop_id: 'uuid',
  customer_id: 'uuid',
  alias: 'text',
  first_name: 'text',
  last_name: 'text',
  line1: 'text',
  postcode: 'text',
  city: 'text',
  country: 'text',
  default_delivery: 'boolean',
  default_invoice: 'boolean',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
  version: 'integer',
};

const addressRows = ({ id, addressIds, person }: GeneratedCustomer): unknown[][] =>
  person.addresses.map(({ street, postcode, city, country }, i) => [
    ...[addressIds[i], DEFAULT_SHOP_ID, id, `Address ${i + 1}`, person.firstName, person.lastName],
    ...[street, postcode, city, country, i === 0, i === 0, person.registeredAt, person.registeredAt, 1],
  ]);

import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import { Client as Api } from '@clientele/testing';
import { Client } from 'pg';
import { products } from '../generator/products';
import { customerBatches, type GeneratedCustomer } from './customers';
import { createGroups, LoadedGroups } from './groups';
import { loadMemberships } from './load-groups';
import { loadIdentity } from './load-identity';
import { loadCatalogue, loadPricing } from './load-orders';
import { loadRegular } from './load-regular';
import { loadSight } from './load-sight';

/** Connections to the services' databases, past the services. */
export interface Databases {
  readonly identity: Client;
  readonly groups: Client;
  readonly orders: Client;
  readonly support: Client;
}

/** What is in the databases, as far as the operations need it. */
export interface LoadedShop {
  /** All of them, in short. */
  readonly customerIds: readonly string[];
  readonly emails: readonly string[];
  /** A few whole ones, who shop. */
  readonly shoppers: readonly GeneratedCustomer[];
  readonly profileId: string;
  readonly productIds: readonly string[];
  /** A customer with 5 000 orders. */
  readonly regularId: string;
}

/** Connects to the databases. */
export async function connectTo(urls: Record<keyof Databases, string>): Promise<Databases> {
  const open = async (connectionString: string) => {
    const client = new Client({ connectionString });
    await client.connect();
    return client;
  };
  return {
    identity: await open(urls.identity),
    groups: await open(urls.groups),
    orders: await open(urls.orders),
    support: await open(urls.support),
  };
}

/** Fills fresh databases. */
export async function loadShop(
  databases: Databases,
  groupsApi: Api,
  counts: { readonly customers: number; readonly products: number; readonly shoppers: number },
): Promise<LoadedShop> {
  const groups = await createGroups(groupsApi, databases);
  const profileId = await administratorProfile(databases.identity);
  const catalogue = products(counts.products);
  await databases.identity.query(
    'INSERT INTO customer_settings (shop_id, b2b, version) VALUES ($1, true, 1)',
    [DEFAULT_SHOP_ID],
  );
  await loadCatalogue(databases.orders, catalogue);

  const [customerIds, emails, shoppers]: [string[], string[], GeneratedCustomer[]] = [[], [], []];
  const every = Math.max(1, Math.floor(counts.customers / counts.shoppers));
  for (const batch of customerBatches(counts.customers, LoadedGroups.count)) {
    await Promise.all([
      loadIdentity(databases.identity, batch, groups, profileId),
      loadMemberships(databases.groups, batch, groups),
      loadPricing(databases.orders, batch, groups),
      loadSight(databases.support, batch, groups),
    ]);
    shoppers.push(...batch.filter((_, i) => (customerIds.length + i) % every === 0));
    customerIds.push(...batch.map(({ id }) => id));
    emails.push(...batch.map(({ person }) => person.email));
  }
  const regularId = customerIds[0] ?? '';
  await loadRegular(databases, regularId);
  for (const client of Object.values(databases)) await analyzeFilled(client);
  return { customerIds, emails, shoppers, profileId, productIds: catalogue.map(({ id }) => id), regularId };
}

/**
 * What autovacuum would have done. It leaves empty tables alone, and so do we: of a table that is known to be empty Postgres makes
 * plans that read all of it, and keeps them while it fills.
 */
async function analyzeFilled(client: Client): Promise<void> {
  const { rows: tables } = await client.query<{ name: string }>(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  for (const { name } of tables) {
    const { rowCount } = await client.query(`SELECT FROM ${name} LIMIT 1`);
    if (rowCount) await client.query(`VACUUM ANALYZE ${name}`);
  }
}

async function administratorProfile(identity: Client): Promise<string> {
  const { rows } = await identity.query<{ id: string }>('SELECT id FROM profiles ORDER BY position LIMIT 1');
  return rows[0]?.id ?? '';
}

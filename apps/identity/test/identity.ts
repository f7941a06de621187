import { DEFAULT_SHOP_ID, EMPLOYEE_PERMISSIONS, newId, type Principal, SEES_ALL } from '@clientele/contracts';
import {
  aContact,
  anEmployee,
  type Api,
  type ApiAnswer,
  eventually,
  freePort,
  TestService,
} from '@clientele/testing';
import { randomBytes } from 'node:crypto';
import { AppModule } from '../src/app.module';
import { furnish } from '../src/shops/furnish';
import { Shop } from '../src/shops/shop.entity';

export const OWNER = { email: 'owner@example.com', password: 'the-owner-s-password' };

/** The service, with tokens that tests sign, of a shop that sells to companies. */
export async function startIdentity(environment: Record<string, string> = {}): Promise<TestService> {
  const service = await TestService.start({
    module: AppModule,
    environment: {
      SECRETS_KEY: randomBytes(32).toString('base64'),
      ADMIN_EMAIL: OWNER.email,
      ADMIN_PASSWORD: OWNER.password,
      ...environment,
    },
  });
  await service.db.manager.query(
    'INSERT INTO customer_settings (shop_id, b2b, version) VALUES ($1, true, 1) ON CONFLICT DO NOTHING',
    [DEFAULT_SHOP_ID],
  );
  return service;
}

/** The service as it is when it runs: only tokens it signed itself are good. */
export async function startListening(): Promise<TestService> {
  const port = await freePort();
  const service = await startIdentity({ IDENTITY_URL: `http://127.0.0.1:${port}` });
  await service.app.listen(port, '127.0.0.1');
  return service;
}

/** An employee of the shop that identity starts with, who sees all customers. */
export const employeeOfShop = (...permissions: readonly (typeof EMPLOYEE_PERMISSIONS)[number][]): Principal =>
  anEmployee({
    shopId: DEFAULT_SHOP_ID,
    permissions: new Set(permissions.length > 0 ? [...permissions, SEES_ALL] : EMPLOYEE_PERMISSIONS),
  });

/** A contact of that shop, acting for a customer. */
export const contactOf = (customerId: string): Principal => aContact({ shopId: DEFAULT_SHOP_ID, customerId });

let count = 0;

/** Somebody nobody else is. */
export const someone = (changes: Record<string, unknown> = {}) => ({
  firstName: 'Björk',
  lastName: 'Guðmundsdóttir',
  email: `bjork.${++count}@example.com`,
  password: 'rather-long-and-hard-to-guess',
  ...changes,
});

export interface Registration {
  readonly customer: { readonly id: string; readonly number: string };
  readonly contact: { readonly id: string };
}

/** Registers somebody. */
export const register = (
  service: TestService,
  changes: Record<string, unknown> = {},
): Promise<ApiAnswer<Registration>> => service.api.post<Registration>('/v1/registrations', someone(changes));

/** The delivered profiles. */
export const PROFILES = {
  administrator: '0198c0de-0000-7000-8000-000000002001',
  manager: '0198c0de-0000-7000-8000-000000002002',
  buyer: '0198c0de-0000-7000-8000-000000002003',
  viewer: '0198c0de-0000-7000-8000-000000002004',
} as const;

/** Waits until somebody waits for a lock in the database. */
export const waitingForLock = (service: TestService): Promise<void> =>
  eventually(async () => {
    const [waiting] = await service.db.manager.query<[{ count: number }]>(
      `SELECT count(*)::integer AS count FROM pg_stat_activity
       WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    );
    if (waiting.count === 0) throw new Error('Nobody waits.');
  });

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Calls with an access token. */
export const bearing = (api: Api, { accessToken }: Pick<Tokens, 'accessToken'>): Api =>
  api.with({ authorization: `Bearer ${accessToken}` });

/** A shop with customers of its own and what those need, or one that shares those of another. */
export async function aShop({ db }: TestService, mainShopId: string | null = null): Promise<string> {
  const id = newId();
  await db.transaction(async (tx) => {
    await tx.insert(Shop, { id, name: `Shop ${id}`, timeZone: 'Europe/Paris', currency: 'EUR', mainShopId });
    if (mainShopId === null) await furnish(tx, id);
  });
  return id;
}

/** Calls that mean this shop. */
export const meaning = ({ api }: Pick<TestService, 'api'>, shopId: string): Api =>
  api.with({ 'shop-id': shopId });

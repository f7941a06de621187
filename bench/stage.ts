import {
  Client as Api,
  freePort,
  ServiceProcess,
  type ServiceName,
  Suite,
  TokenIssuer,
} from '@clientele/testing';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connectTo, type Databases, type LoadedShop, loadShop } from './data/load';
import { cpuOf, cpuOfFamily } from './driver/cpu';
import { unhandledEvents } from './lag';
import { OPERATOR } from './operations/principals';
import { type Shopper, shoppersOf } from './operations/shoppers';

/** How much is put into the databases. */
export interface Counts {
  readonly customers: number;
  readonly products: number;
  readonly shoppers: number;
}

const SERVICES = ['identity', 'groups', 'orders', 'support'] as const;

/** Everything that is measured: the suite as real processes, filled, and the bare server beside it. */
export class Stage {
  private constructor(
    readonly suite: Suite,
    readonly bare: ServiceProcess,
    readonly issuer: TokenIssuer,
    private connections: Databases,
    readonly shop: LoadedShop,
    readonly shoppers: readonly Shopper[],
    readonly operatorToken: string,
  ) {}

  /** `say` is told each step. */
  static async set(dataDir: string, counts: Counts, say: (step: string) => void): Promise<Stage> {
    const issuer = await TokenIssuer.start();
    const suite = new Suite({ dataDir, env: LIMITS, serviceEnv: trusting(issuer), onProgress: say });
    await suite.start();
    const databases = await connectTo(urlsOf(suite));
    const operatorToken = await issuer.sign(OPERATOR, '2h');

    say(`Loading ${counts.customers} customers`);
    const api = new Api(suite.service('groups').url).as(operatorToken);
    const shop = await loadShop(databases, api, counts);
    const shoppers = await shoppersOf(shop, issuer);

    say('Starting the bare server');
    const bare = await startBare(suite);
    return new Stage(suite, bare, issuer, databases, shop, shoppers, operatorToken);
  }

  portOf(service: ServiceName): number {
    return Number(new URL(this.suite.service(service).url).port);
  }

  /** Processor time of all services, Postgres and NATS so far, in milliseconds. */
  cpu(): number {
    const { suite } = this;
    const services = (['gateway', ...SERVICES] as const).map((name) => suite.service(name).pid ?? 0);
    const alone = [...services, suite.nats?.pid ?? 0];
    return alone.reduce((sum, pid) => sum + cpuOf(pid), cpuOfFamily(suite.postgres?.pid ?? 0));
  }

  /** Connections past the services. */
  get databases(): Databases {
    return this.connections;
  }

  /** Restarts Postgres with other settings; the services find it again by themselves. */
  async restartPostgres(settings: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, value] of Object.entries(settings))
      await this.databases.orders.query(`ALTER SYSTEM SET ${name} = '${value}'`);
    for (const client of Object.values(this.databases)) await client.end();
    await this.suite.postgres?.restart();
    this.connections = await connectTo(urlsOf(this.suite));
  }

  get barePort(): number {
    return Number(new URL(this.bare.url).port);
  }

  /** The services stand still, so that they take nothing from what is measured without them. */
  pause(paused: boolean): void {
    for (const service of ['gateway', ...SERVICES] as const) {
      const { pid } = this.suite.service(service);
      if (pid !== undefined) process.kill(pid, paused ? 'SIGSTOP' : 'SIGCONT');
    }
  }

  /** What autovacuum does within a minute: plans that were made for tables still empty are made anew. */
  async analyze(): Promise<void> {
    for (const client of Object.values(this.databases))
      await client.query(`ANALYZE outbox, idempotency_keys`);
    await this.databases.orders.query('ANALYZE carts, cart_lines, orders, order_lines, order_state_changes');
  }

  /**
   * Returns when nothing that was begun is left to do: no event waits to be published or handled, and no entry of the audit
   * log, which waits up to a second, to be written. What one round leaves would be a burden to the next.
   */
  async atRest(): Promise<void> {
    for (let quiet = false; !quiet;) {
      await delay(1_100);
      quiet = (await this.backlog()) + (await unhandledEvents(this.suite.natsUrl)) === 0;
    }
  }

  /** How many events wait to be published. */
  async backlog(): Promise<number> {
    const counts = await Promise.all(
      Object.values(this.databases).map((client: Databases['orders']) =>
        client.query<{ count: number }>(
          'SELECT count(*)::integer AS count FROM outbox WHERE published_at IS NULL',
        ),
      ),
    );
    return counts.reduce((sum, { rows }) => sum + (rows[0]?.count ?? 0), 0);
  }

  async strike(): Promise<void> {
    this.pause(false);
    await this.bare.stop();
    for (const client of Object.values(this.databases)) await client.end().catch(() => undefined);
    await this.suite.stop();
    await this.issuer.stop();
    rmSync(this.suite.dataDir, { recursive: true, force: true });
  }
}

// Everybody is limited as always, only that nobody reaches the limit.
const LIMITS = { RATE_LIMIT_PER_MINUTE: '100000000', STRICT_RATE_LIMIT_PERCENT: '10000000' };

/** Tokens are checked as always, only that we sign them: a log-in of hundreds of contacts would take minutes. */
const trusting = (issuer: TokenIssuer) =>
  Object.fromEntries(SERVICES.map((service) => [service, { IDENTITY_URL: issuer.url }]));

const urlsOf = (suite: Suite) => ({
  identity: suite.databaseUrl('identity'),
  groups: suite.databaseUrl('groups'),
  orders: suite.databaseUrl('orders'),
  support: suite.databaseUrl('support'),
});

async function startBare(suite: Suite): Promise<ServiceProcess> {
  const bare = new ServiceProcess({
    name: 'bare',
    script: join(__dirname, 'bare', 'main.js'),
    env: {
      PORT: String(await freePort()),
      IDENTITY_DATABASE_URL: suite.databaseUrl('identity'),
      GROUPS_DATABASE_URL: suite.databaseUrl('groups'),
      ORDERS_DATABASE_URL: suite.databaseUrl('orders'),
      SUPPORT_DATABASE_URL: suite.databaseUrl('support'),
    },
  });
  await bare.start();
  return bare;
}

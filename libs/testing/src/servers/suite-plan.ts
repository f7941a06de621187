/** The processes of the suite, in the order of their ports. */
export const SERVICE_NAMES = ['gateway', 'identity', 'groups', 'orders', 'support'] as const;
/** The services that have a database, which is named like them. */
export const DATABASE_NAMES = ['identity', 'groups', 'orders', 'support'] as const;

export type ServiceName = (typeof SERVICE_NAMES)[number];
export type DatabaseName = (typeof DATABASE_NAMES)[number];

/** How many ports in a row a suite takes: one per process, one for Postgres, one for NATS. */
export const PORT_COUNT = SERVICE_NAMES.length + 2;

export interface SuitePorts {
  readonly services: Readonly<Record<ServiceName, number>>;
  readonly postgres: number;
  readonly nats: number;
}

/** Everything the environment of a service is made of. */
export interface SuitePlan {
  readonly ports: SuitePorts;
  readonly databaseUrls: Readonly<Record<DatabaseName, string>>;
  readonly natsUrl: string;
  readonly mailDir: string;
  readonly filesDir: string;
  readonly secretsKey: string;
  readonly adminEmail: string;
  readonly adminPassword: string;
}

/** Gives the ports in their agreed order: gateway, the four services, Postgres, NATS. */
export function assignPorts(ports: readonly number[]): SuitePorts {
  const at = (index: number): number => {
    const port = ports[index];
    if (port === undefined) throw new Error(`A suite needs ${PORT_COUNT} ports, got ${ports.length}.`);
    return port;
  };
  const [gateway, identity, groups, orders, support] = [at(0), at(1), at(2), at(3), at(4)];
  return { services: { gateway, identity, groups, orders, support }, postgres: at(5), nats: at(6) };
}

/** The settings a service gets, by the names its configuration knows. */
export function settingsOf(name: ServiceName, plan: SuitePlan): Record<string, string> {
  const { services } = plan.ports;
  const url = (service: ServiceName) => `http://127.0.0.1:${services[service]}`;
  const common = { PORT: String(services[name]), HOST: '127.0.0.1', NATS_URL: plan.natsUrl };
  const identity = { IDENTITY_URL: url('identity') };

  switch (name) {
    case 'gateway':
      return {
        ...common,
        ...identity,
        GROUPS_URL: url('groups'),
        ORDERS_URL: url('orders'),
        SUPPORT_URL: url('support'),
      };
    case 'identity':
      return {
        ...common,
        ...identity,
        DATABASE_URL: plan.databaseUrls.identity,
        SECRETS_KEY: plan.secretsKey,
        ADMIN_EMAIL: plan.adminEmail,
        ADMIN_PASSWORD: plan.adminPassword,
        FILES_DIR: plan.filesDir,
        PUBLIC_URL: url('gateway'),
      };
    case 'support':
      return {
        ...common,
        ...identity,
        DATABASE_URL: plan.databaseUrls.support,
        SECRETS_KEY: plan.secretsKey,
        MAIL_DIR: plan.mailDir,
      };
    default:
      return { ...common, ...identity, DATABASE_URL: plan.databaseUrls[name] };
  }
}

import { resolve } from 'node:path';
import { DATABASE_NAMES, type DatabaseName, type SuiteOptions } from '../../libs/testing/src/servers';

const HIGHEST_PORT = 65_535 - 6;

type StartSettings = Pick<
  SuiteOptions,
  'databaseUrls' | 'natsUrl' | 'adminEmail' | 'adminPassword' | 'env'
> & {
  readonly port: number;
  readonly dataDir: string;
};

/** What `npm start` can be told, by environment. The rest of the environment goes to the services as it is. */
export function startSettings(env: NodeJS.ProcessEnv): StartSettings {
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > HIGHEST_PORT) {
    throw new Error(`PORT must be a whole number from 1 to ${HIGHEST_PORT}, it is "${env.PORT}".`);
  }
  return {
    ...{ port, env, databaseUrls: databaseUrls(env), dataDir: resolve(env.DATA_DIR || '.data') },
    natsUrl: env.NATS_URL || undefined,
    adminEmail: env.ADMIN_EMAIL || undefined,
    adminPassword: env.ADMIN_PASSWORD || undefined,
  };
}

function databaseUrls(env: NodeJS.ProcessEnv): Partial<Record<DatabaseName, string>> {
  const given = DATABASE_NAMES.map((name) => [name, env[`DATABASE_URL_${name.toUpperCase()}`]]);
  return Object.fromEntries(given.filter(([, url]) => url));
}

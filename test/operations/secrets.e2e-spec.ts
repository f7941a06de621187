import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { loadSettings, ServiceConfig } from '@clientele/config';
import { podSpecOf, WITH_DATABASE, workloads } from './pods';
import { describeRendered, OVERLAYS, renderOverlay, ROOT } from './rendered';

interface Secret {
  readonly metadata: { readonly name: string };
  readonly data: Readonly<Record<string, string>>;
}

/** Secrets that come from elsewhere: CloudNativePG makes its own certificate. */
const FOREIGN = ['postgres-ca'];

const GIVEN = {
  SMTP_URL: 'smtps://a:b@mail.example.com:465',
  BACKUP_ACCESS_KEY_ID: 'a',
  BACKUP_SECRET_ACCESS_KEY: 'b',
  FILES_ACCESS_KEY: 'c',
  FILES_SECRET_KEY: 'd',
};

describe('k8s/create-secrets.sh', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'clientele-secrets-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Runs the script with a kubectl that writes down what it is to apply; `present` says which secrets exist. */
  function run(
    args: string[],
    { present = [] as string[], given = {} } = {},
  ): { status: number | null; secrets: Secret[] } {
    const applied = join(folder, 'applied.yaml');
    const kubectl = `#!/bin/sh
case "$*" in
  *"get secret"*) for it in ${present.join(' ')}; do case "$*" in *" $it") exit 0 ;; esac; done; exit 1 ;;
  *apply*) echo --- >> ${applied}; cat >> ${applied} ;;
esac
`;
    writeFileSync(join(folder, 'kubectl'), kubectl);
    chmodSync(join(folder, 'kubectl'), 0o755);
    const { status } = spawnSync('k8s/create-secrets.sh', args, {
      cwd: ROOT,
      env: { PATH: `${folder}:${process.env['PATH']}`, ...given },
    });
    const text = existsSync(applied) ? readFileSync(applied, 'utf8') : '';
    return {
      status,
      secrets: parseAllDocuments(text)
        .map((it) => it.toJS() as Secret)
        .filter(Boolean),
    };
  }

  const valueOf = (secrets: readonly Secret[], name: string, key: string): string =>
    Buffer.from(secrets.find(({ metadata }) => metadata.name === name)?.data[key] ?? '', 'base64').toString();

  it.each(OVERLAYS)('makes addresses for %s which the services accept', (overlay) => {
    const { status, secrets } = run([overlay], { given: GIVEN });

    expect(status).toBe(0);
    for (const service of WITH_DATABASE) {
      const databaseUrl = valueOf(secrets, `${service}-database`, 'uri');
      const { username, password, pathname } = new URL(databaseUrl);

      expect([username, password, pathname]).toEqual([
        service,
        valueOf(secrets, `${service}-database`, 'password'),
        `/${service}`,
      ]);
      const settings = {
        DATABASE_URL: databaseUrl,
        NATS_URL: 'nats://nats:4222',
        IDENTITY_URL: 'http://identity',
      };
      expect(loadSettings(ServiceConfig, settings).databaseUrl).toBe(databaseUrl);
    }
    for (const keys of ['identity-keys', 'support-keys'])
      expect(Buffer.from(valueOf(secrets, keys, 'secrets-key'), 'base64')).toHaveLength(32);
  });

  it('leaves alone what exists', () => {
    const { secrets } = run(['dev'], { present: ['identity-keys', 'orders-database'] });

    expect(secrets.map(({ metadata }) => metadata.name)).toEqual([
      'identity-database',
      'groups-database',
      'support-database',
      'support-keys',
      'postgres-superuser',
      'support-smtp',
    ]);
  });

  it('renews the one that is named, and asks for nothing else', () => {
    const present = [
      ...WITH_DATABASE.map((name) => `${name}-database`),
      'identity-keys',
      'support-keys',
      'support-smtp',
      'postgres-backups',
      'identity-files',
    ];

    const { status, secrets } = run(['production', '--renew', 'orders-database'], { present });

    expect([status, secrets.map(({ metadata }) => metadata.name)]).toEqual([0, ['orders-database']]);
  });

  it('refuses to guess', () => {
    expect(run([]).status).toBe(2);
    expect(run(['production']).status).not.toBe(0);
  });

  describeRendered('beside the manifests', () => {
    it.each(OVERLAYS)('makes every secret and key that %s refers to', (overlay) => {
      const wanted = workloads(renderOverlay(overlay)).flatMap((workload) => {
        const { containers, volumes = [] } = podSpecOf(workload);
        return [
          ...volumes.flatMap(({ projected }) =>
            (projected?.sources ?? []).flatMap(({ secret }) =>
              (secret?.items ?? []).map(({ key }) => `${secret?.name}/${key}`),
            ),
          ),
          ...volumes.flatMap(({ secret }) =>
            (secret?.items ?? []).map(({ key }) => `${secret?.secretName}/${key}`),
          ),
          ...containers.flatMap(({ env = [] }) =>
            env.flatMap(({ valueFrom }) =>
              valueFrom?.secretKeyRef ? [`${valueFrom.secretKeyRef.name}/${valueFrom.secretKeyRef.key}`] : [],
            ),
          ),
        ].filter((it) => !FOREIGN.some((name) => it.startsWith(`${name}/`)));
      });

      const { secrets } = run([overlay], { given: GIVEN });

      const made = secrets.flatMap(({ metadata, data }) =>
        Object.keys(data).map((key) => `${metadata.name}/${key}`),
      );
      expect(made).toEqual(expect.arrayContaining(wanted));
      expect(wanted.length).toBeGreaterThan(6);
    });
  });
});

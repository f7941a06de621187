import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { isAllowed, type Peer } from './network';
import { labelsOf, podSpecOf, SERVICES, WITH_DATABASE, workloads } from './pods';
import { describeRendered, type Manifest, ofKind, renderOverlay } from './rendered';

const elsewhere = (namespace: string, labels = {}): Peer => ({ namespace, labels });

const OUTSIDE: Readonly<Record<string, Peer>> = {
  names: elsewhere('kube-system', { 'k8s-app': 'kube-dns' }),
  stranger: elsewhere('elsewhere', { 'app.kubernetes.io/name': 'gateway' }),
  'public address': { outside: 'public' },
  'private address': { outside: 'private' },
};

const PORTS = [
  25, 53, 80, 143, 443, 465, 587, 993, 1025, 3000, 4222, 4318, 5432, 6222, 6443, 8000, 8025, 8222,
];
const MAIL_PORTS = [25, 143, 465, 587, 993];

const flows = (from: readonly string[], to: string, ...ports: number[]): string[] =>
  from.flatMap((name) => ports.map((port) => `${name} -> ${to}:${port}`));

/** What the architecture needs, wherever it runs. */
const COMMON = [
  ...flows(['gateway', 'groups', 'orders', 'support'], 'identity', 3000),
  ...['groups', 'orders', 'support'].flatMap((service) => flows(['gateway'], service, 3000)),
  ...flows(WITH_DATABASE, 'postgres', 5432),
  ...flows(SERVICES, 'nats', 4222),
  ...flows(['support'], 'public address', ...MAIL_PORTS),
];

function allFlows(manifests: readonly Manifest[], servers: Readonly<Record<string, Peer>>): string[] {
  const policies = ofKind<INetworkPolicy>(manifests, 'NetworkPolicy');
  const home = ofKind<Manifest>(manifests, 'Namespace')[0]?.metadata.name ?? '';
  const inside = Object.fromEntries(
    workloads(manifests).map((it): [string, Peer] => [
      `${labelsOf(it)['app.kubernetes.io/name']}${it.kind === 'Job' ? ' migration' : ''}`,
      { namespace: home, labels: labelsOf(it) },
    ]),
  );
  const newcomer = { namespace: home, labels: {} };
  const peers = Object.entries({ ...inside, newcomer, ...servers, ...OUTSIDE });
  return peers.flatMap(([from, source]) =>
    peers.flatMap(([to, target]) =>
      from !== to && (source.namespace === home || target.namespace === home)
        ? PORTS.filter((port) => isAllowed(policies, home, source, target, port)).map(
            (port) => `${from} -> ${to}:${port}`,
          )
        : [],
    ),
  );
}

/** A migration goes where its service goes, and nobody needs to reach it; that somebody may is of no use. */
const withMigrations = (expected: readonly string[]): string[] => [
  ...expected,
  ...expected.flatMap((flow) => {
    const [from = '', to = ''] = flow.split(' -> ');
    const service = to.replace(/:.*/, '');
    const migrates = (name: string): boolean => WITH_DATABASE.some((it) => it === name);
    return [
      ...(migrates(from) ? [`${from} migration -> ${to}`] : []),
      ...(migrates(service) ? [`${from} -> ${to.replace(service, `${service} migration`)}`] : []),
      ...(migrates(from) && migrates(service)
        ? [`${from} migration -> ${to.replace(service, `${service} migration`)}`]
        : []),
    ];
  }),
];

describeRendered('network of the overlay dev', () => {
  it('carries what the architecture needs and nothing else', () => {
    const controller = elsewhere('ingress-nginx');
    const everyone = [...SERVICES, 'postgres', 'nats', 'mailpit', 'newcomer'];

    const found = allFlows(renderOverlay('dev'), { controller });

    const expected = withMigrations([
      ...COMMON,
      ...flows(everyone, 'names', 53),
      ...flows(['support'], 'mailpit', 1025),
      ...SERVICES.flatMap((service) => flows(['controller'], service, 3000)),
    ]);
    expect(found.filter((flow) => !isSelf(flow)).toSorted()).toEqual(expected.toSorted());
  });
});

describeRendered('network of the overlay production', () => {
  it('carries what the architecture needs and nothing else', () => {
    const servers = {
      postgres: elsewhere('clientele', { 'cnpg.io/cluster': 'postgres' }),
      nats: elsewhere('clientele', { 'app.kubernetes.io/name': 'nats' }),
      door: elsewhere('envoy-gateway-system'),
      prometheus: elsewhere('monitoring'),
      operator: elsewhere('cnpg-system'),
      keda: elsewhere('keda'),
    };

    const found = allFlows(renderOverlay('production'), servers);

    const expected = withMigrations([
      ...COMMON,
      ...flows([...SERVICES, 'postgres', 'nats', 'newcomer'], 'names', 53),
      ...SERVICES.flatMap((service) => flows(['door', 'prometheus'], service, 3000)),
      ...flows(['operator'], 'postgres', 8000),
      ...flows(['keda'], 'nats', 8222),
      // The bucket of files.
      ...flows(['identity'], 'public address', 443),
    ]);
    // Postgres talks to the Kubernetes API and to the store of its backups, wherever these are.
    const api = found.filter((flow) => /^postgres -> .*:(443|6443)$/.test(flow));
    expect(api).toEqual(expect.arrayContaining(flows(['postgres'], 'public address', 443, 6443)));
    expect(found.filter((flow) => !isSelf(flow) && !api.includes(flow)).toSorted()).toEqual(
      expected.toSorted(),
    );
  });

  it('covers every pod that it brings', () => {
    const manifests = renderOverlay('production');
    const policies = ofKind<INetworkPolicy>(manifests, 'NetworkPolicy');

    for (const workload of workloads(manifests)) {
      const own = policies.some(
        ({ spec }) =>
          spec?.podSelector.matchLabels?.['app.kubernetes.io/name'] ===
          labelsOf(workload)['app.kubernetes.io/name'],
      );
      expect([podSpecOf(workload).serviceAccountName, own]).toEqual([
        podSpecOf(workload).serviceAccountName,
        true,
      ]);
    }
  });
});

/** A service and its own migration. */
function isSelf(flow: string): boolean {
  const [from = '', to = ''] = flow.split(' -> ');
  return from.replace(' migration', '') === to.replace(/( migration)?:.*/, '');
}

import { parser } from '@prometheus-io/lezer-promql';
import type { IPrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { describeRendered, type Manifest, ofKind, renderOverlay, ROOT } from './rendered';
import { sourcesOf } from './settings';

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string }[];
}

interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** Metrics of Prometheus itself. */
const OF_PROMETHEUS = ['up'];

describeRendered('alerts and dashboard', () => {
  let manifests: Manifest[];
  const dashboard: Dashboard = JSON.parse(
    readFileSync(join(ROOT, 'k8s/components/monitoring/dashboard.json'), 'utf8'),
  );
  const rules = () =>
    ofKind<IPrometheusRule>(manifests, 'PrometheusRule').flatMap(
      ({ spec }) => spec.groups?.flatMap((group) => group.rules ?? []) ?? [],
    );
  const expressions = (): [string, string][] => [
    ...rules().map(({ alert = '', expr }): [string, string] => [alert, String(expr)]),
    ...dashboard.panels.flatMap(({ title, targets = [] }) =>
      targets.map(({ expr }): [string, string] => [title, inGrafana(expr)]),
    ),
  ];

  beforeAll(() => {
    manifests = renderOverlay('production');
  });

  it('are well-formed', () => {
    expect(expressions().filter(([, expr]) => !isValid(expr))).toEqual([]);
    expect(expressions().length).toBeGreaterThan(30);
  });

  it('ask for metrics that the processes expose', async () => {
    const exposed = await exposedMetrics();

    const unknown = expressions().flatMap(([where, expr]) =>
      metricsIn(expr)
        .filter((metric) => !exposed.has(metric))
        .map((metric) => `${where}: ${metric}`),
    );

    expect(unknown).toEqual([]);
  });

  it('have names of their own, a severity and a sentence for who is woken', () => {
    const alerts = rules();

    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length);
    for (const { alert, labels, annotations } of alerts) {
      expect([alert, labels?.['severity'], annotations?.['summary']]).toEqual([
        alert,
        expect.stringMatching(/^(critical|warning)$/),
        expect.stringMatching(/\S/),
      ]);
    }
  });

  it('show panels that have ids of their own and do not overlap', () => {
    const { panels } = dashboard;
    const overlaps = panels.flatMap((a, i) =>
      panels
        .slice(i + 1)
        .filter((b) => overlap(a.gridPos, b.gridPos))
        .map((b) => `${a.title} / ${b.title}`),
    );

    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(overlaps).toEqual([]);
    expect(panels.filter(({ gridPos }) => gridPos.x + gridPos.w > 24)).toEqual([]);
  });

  it('reach Grafana with a fixed identity', () => {
    const map = ofKind<Manifest & { data: Record<string, string> }>(manifests, 'ConfigMap').find(
      ({ metadata }) => metadata.labels?.['grafana_dashboard'] === '1',
    );

    expect(JSON.parse(map?.data['clientele.json'] ?? '{}')).toMatchObject({
      uid: 'clientele',
      title: 'Clientele',
    });
  });
});

describe('the check of expressions', () => {
  it('refuses what Prometheus would', () => {
    expect(isValid('sum by (a) (rate(b_total[5m]))')).toBe(true);
    expect(isValid('sum by (a) (rate(b_total[5m])')).toBe(false);
  });

  it('finds the metrics asked for', () => {
    expect(metricsIn('rate(http_x_bucket{a="b"}[5m]) / on (c) max by (d) (up == 0)')).toEqual([
      'http_x_bucket',
      'up',
    ]);
  });
});

/** Grafana's variables as Prometheus gets them. */
const inGrafana = (expr: string): string =>
  expr.replaceAll('$__rate_interval', '5m').replaceAll('$service', '.+');

function isValid(expr: string): boolean {
  let valid = true;
  parser.parse(expr).iterate({
    enter: ({ type }) => {
      if (type.isError) valid = false;
    },
  });
  return valid;
}

function metricsIn(expr: string): string[] {
  const metrics: string[] = [];
  parser.parse(expr).iterate({
    enter: ({ name, node, from, to }) => {
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector') metrics.push(expr.slice(from, to));
    },
  });
  return metrics;
}

/** Names of Node's metrics by asking, of our own by where the source makes them; histograms in their three parts. */
async function exposedMetrics(): Promise<Set<string>> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const ofNode = (await registry.getMetricsAsJSON()).map(({ name }) => name);
  registry.clear();
  const ours = [...sourcesOf('libs'), ...sourcesOf('apps')]
    .filter((text) => text.includes("'prom-client'"))
    .flatMap((text) => [...text.matchAll(/name: '([a-z_]+)'/g)].map(([, name = '']) => name));
  const all = [...OF_PROMETHEUS, ...ofNode, ...ours];
  return new Set(all.flatMap((name) => [name, `${name}_bucket`, `${name}_sum`, `${name}_count`]));
}

const overlap = (a: Panel['gridPos'], b: Panel['gridPos']): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

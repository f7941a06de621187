import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { IService } from 'kubernetes-models/v1/Service';
import { labelsOf, podSpecOf, selects, SERVICES, type Workload, workloads } from './pods';
import { describeRendered, type Manifest, ofKind, OVERLAYS, renderOverlay } from './rendered';
import { DOMAINS, streamOf } from '../../libs/messaging/src/streams';
import { knownSettings, sourcesOf } from './settings';

interface ScaledObject extends Manifest {
  readonly spec: {
    readonly scaleTargetRef: { readonly name: string };
    readonly triggers: readonly {
      readonly type: string;
      readonly metadata: Readonly<Record<string, string>>;
    }[];
  };
}

for (const overlay of OVERLAYS) {
  describeRendered(`references in the overlay ${overlay}`, () => {
    let manifests: Manifest[];
    let all: Workload[];
    const names = (kind: string): string[] =>
      ofKind<Manifest>(manifests, kind).map(({ metadata }) => metadata.name);
    const data = (name: string): Record<string, string> =>
      ofKind<IConfigMap>(manifests, 'ConfigMap').find(({ metadata }) => metadata?.name === name)?.data ?? {};

    beforeAll(() => {
      manifests = renderOverlay(overlay);
      all = workloads(manifests);
    });

    it('reach what is there: settings, accounts', () => {
      for (const workload of all) {
        const { containers, volumes = [], serviceAccountName } = podSpecOf(workload);
        const wanted = [
          ...containers.flatMap(({ envFrom = [] }) => envFrom.map(({ configMapRef }) => configMapRef?.name)),
          ...volumes.flatMap(({ configMap }) => (configMap ? [configMap.name] : [])),
        ];

        expect(names('ConfigMap')).toEqual(expect.arrayContaining(wanted));
        if (serviceAccountName) expect(names('ServiceAccount')).toContain(serviceAccountName);
      }
    });

    it('roll out a change of settings, whose names carry a hash', () => {
      for (const workload of all) {
        for (const { envFrom = [] } of podSpecOf(workload).containers) {
          for (const { configMapRef } of envFrom) expect(configMapRef?.name).toMatch(/-[a-z0-9]{10}$/);
        }
      }
    });

    it('hold selectors that take their own pods and nobody else', () => {
      const owners: [string, Record<string, string> | undefined, Workload[]][] = [
        ...all
          .filter(({ kind }) => kind !== 'Job')
          .map((it): [string, Record<string, string> | undefined, Workload[]] => [
            it.metadata.name,
            it.spec.selector?.matchLabels as Record<string, string>,
            [it],
          ]),
        ...ofKind<IPodDisruptionBudget>(manifests, 'PodDisruptionBudget').map(
          ({ metadata, spec }): [string, Record<string, string> | undefined, Workload[]] => [
            metadata?.name ?? '',
            spec?.selector?.matchLabels,
            all.filter((it) => it.kind === 'Deployment' && it.metadata.name === metadata?.name),
          ],
        ),
      ];

      for (const [name, selector, expected] of owners) {
        const taken = all.filter((workload) => selects(selector, labelsOf(workload)));

        expect([name, taken.map(({ kind, metadata }) => `${kind} ${metadata.name}`)]).toEqual([
          name,
          expected.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
        ]);
      }
    });

    it('lead each Service to a port of a pod that serves', () => {
      for (const { metadata, spec } of ofKind<IService>(manifests, 'Service')) {
        const behind = all.filter((workload) => selects(spec?.selector, labelsOf(workload)));
        const ports = behind
          .flatMap((it) => podSpecOf(it).containers[0]?.ports ?? [])
          .map(({ name }) => name);

        expect([metadata?.name, behind.map(({ kind }) => kind)]).toEqual([
          metadata?.name,
          [expect.not.stringMatching('Job')],
        ]);
        for (const { targetPort } of spec?.ports ?? []) expect(ports).toContain(targetPort);
      }
    });

    it('give every process a Service, a disruption budget and one autoscaler', () => {
      const scaled = [
        ...ofKind<IHorizontalPodAutoscaler>(manifests, 'HorizontalPodAutoscaler').map(
          ({ spec }) => spec?.scaleTargetRef.name,
        ),
        ...ofKind<ScaledObject>(manifests, 'ScaledObject').map(({ spec }) => spec.scaleTargetRef.name),
      ];

      expect(scaled.toSorted()).toEqual([...SERVICES].toSorted());
      expect(names('Service')).toEqual(expect.arrayContaining([...SERVICES]));
      expect(names('PodDisruptionBudget').toSorted()).toEqual([...SERVICES].toSorted());
    });

    it('scale by consumers that the scaled service has', () => {
      const scaled = ofKind<ScaledObject>(manifests, 'ScaledObject').flatMap(({ metadata, spec }) =>
        spec.triggers
          .filter(({ type }) => type === 'nats-jetstream')
          .map((trigger) => ({ metadata, trigger: trigger.metadata })),
      );

      for (const { metadata, trigger } of scaled) {
        const { consumer, stream, natsServerMonitoringEndpoint } = trigger;
        const sources = sourcesOf(`apps/${metadata.name}`).filter((text) =>
          text.includes(`durable: '${consumer}'`),
        );

        expect([consumer, sources.length]).toEqual([consumer, 1]);
        expect(DOMAINS.map(streamOf)).toContain(stream);
        expect(natsServerMonitoringEndpoint).toBe(`nats-headless.${metadata.namespace}:8222`);
      }
      expect(scaled.length > 0).toBe(overlay === 'production');
    });

    it('name settings that the process knows', () => {
      for (const workload of all) {
        const service = SERVICES.find((name) =>
          podSpecOf(workload).containers[0]?.image?.includes(`clientele/${name}:`),
        );
        if (!service) continue;
        const { envFrom = [] } = podSpecOf(workload).containers[0] ?? {};
        const given = envFrom.flatMap(({ configMapRef }) => Object.keys(data(configMapRef?.name ?? '')));

        expect([service, given.filter((name) => !knownSettings(service).has(name))]).toEqual([service, []]);
      }
    });

    it('point settings at Services that are there', () => {
      const hosts = ofKind<IConfigMap>(manifests, 'ConfigMap')
        .flatMap((map) => Object.entries(map.data ?? {}))
        .filter(([name, value]) => name.endsWith('_URL') && !value.includes('.'))
        .map(([, value]) => new URL(value).hostname);

      const external = overlay === 'production' ? ['nats'] : [];
      expect([...names('Service'), ...external]).toEqual(expect.arrayContaining(hosts));
      expect(hosts).not.toHaveLength(0);
    });

    it('read each secret where its settings say', () => {
      for (const workload of all) {
        const { containers, volumes = [] } = podSpecOf(workload);
        const settings = containers[0]?.envFrom?.flatMap(({ configMapRef }) =>
          Object.entries(data(configMapRef?.name ?? '')),
        );
        const folderOf = (volume: string): string | undefined =>
          containers[0]?.volumeMounts?.find(({ name }) => name === volume)?.mountPath;
        const files = volumes.flatMap(({ name, projected }) =>
          (projected?.sources ?? []).flatMap(({ secret }) =>
            (secret?.items ?? []).map(({ path }) => `${folderOf(name)}/${path}`),
          ),
        );

        const wanted = settings?.filter(([name]) => name.endsWith('_FILE')).map(([, file]) => file) ?? [];
        expect([workload.metadata.name, wanted.toSorted()]).toEqual([
          workload.metadata.name,
          files.toSorted(),
        ]);
      }
    });

    it('hold no secret', () => {
      expect(names('Secret')).toEqual([]);
      for (const map of ofKind<IConfigMap>(manifests, 'ConfigMap')) {
        for (const [name, value] of Object.entries(map.data ?? {})) {
          if (/PASSWORD|SECRET|TOKEN|_KEY/.test(name))
            expect([name, value]).toEqual([name, expect.stringMatching(/^\/run\/secrets\//)]);
          expect(value).not.toMatch(/:\/\/[^/\s:]+:[^@\s]+@/);
        }
      }
      for (const workload of all) {
        for (const { env = [] } of podSpecOf(workload).containers) {
          for (const { name, value } of env)
            if (/PASSWORD|SECRET|KEY/.test(name)) expect([name, value]).toEqual([name, undefined]);
        }
      }
    });
  });
}

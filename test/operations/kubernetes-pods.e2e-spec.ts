import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import { labelsOf, podSpecOf, SERVICES, WITH_DATABASE, type Workload, workloads } from './pods';
import { describeRendered, type Manifest, ofKind, OVERLAYS, renderOverlay } from './rendered';

for (const overlay of OVERLAYS) {
  describeRendered(`pods of the overlay ${overlay}`, () => {
    let manifests: Manifest[];
    let all: Workload[];
    const ours = (): IDeployment[] =>
      ofKind<IDeployment>(manifests, 'Deployment').filter((it) =>
        SERVICES.some((name) => it.metadata?.name === name),
      );
    const named = (): [string, Workload][] => all.map((it) => [`${it.kind} ${it.metadata.name}`, it]);

    beforeAll(() => {
      manifests = renderOverlay(overlay);
      all = workloads(manifests);
    });

    it('are those of the five processes and of the four migrations', () => {
      expect(
        ours()
          .map((it) => it.metadata?.name)
          .toSorted(),
      ).toEqual([...SERVICES].toSorted());
      expect(
        ofKind<Manifest>(manifests, 'Job')
          .map((it) => it.metadata.name.replace(/-migrate-.*/, ''))
          .toSorted(),
      ).toEqual([...WITH_DATABASE].toSorted());
    });

    it('meet the pod security standard "restricted"', () => {
      for (const [name, workload] of named()) {
        const { securityContext, hostNetwork, hostPID, hostIPC, volumes = [] } = podSpecOf(workload);

        expect([name, { hostNetwork, hostPID, hostIPC }]).toEqual([name, {}]);
        expect([name, securityContext]).toEqual([
          name,
          expect.objectContaining({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }),
        ]);
        expect(securityContext?.runAsUser).toBeGreaterThan(0);
        for (const { name: _, ...source } of volumes) {
          expect(['configMap', 'secret', 'projected', 'emptyDir']).toContain(Object.keys(source)[0]);
        }
        for (const container of podSpecOf(workload).containers) {
          expect([name, container.securityContext]).toEqual([
            name,
            {
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              capabilities: { drop: ['ALL'] },
            },
          ]);
        }
      }
    });

    it('stand in a namespace that enforces it', () => {
      const namespaces = ofKind<Manifest>(manifests, 'Namespace');

      expect(namespaces).toHaveLength(1);
      expect(namespaces[0]?.metadata.labels).toMatchObject({
        'pod-security.kubernetes.io/enforce': 'restricted',
      });
      for (const { kind, metadata } of manifests) {
        if (kind !== 'Namespace')
          expect([metadata.name, metadata.namespace]).toEqual([metadata.name, namespaces[0]?.metadata.name]);
      }
    });

    it('get no token for the cluster', () => {
      for (const [name, workload] of named()) {
        expect([name, podSpecOf(workload).automountServiceAccountToken]).toEqual([name, false]);
      }
    });

    it('write to bounded space only', () => {
      for (const [name, workload] of named()) {
        const { volumes = [], containers } = podSpecOf(workload);
        const bounded = volumes
          .filter(({ emptyDir }) => emptyDir)
          .map((it) => [it.name, Boolean(it.emptyDir?.sizeLimit)]);

        expect([name, bounded]).toEqual([name, bounded.map(([volume]) => [volume, true])]);
        expect([name, containers[0]?.volumeMounts?.map(({ mountPath }) => mountPath)]).toEqual([
          name,
          expect.arrayContaining(['/tmp']),
        ]);
      }
    });

    it('mount only volumes they have', () => {
      for (const [name, workload] of named()) {
        const claims: { metadata: { name: string } }[] = Object(workload.spec)['volumeClaimTemplates'] ?? [];
        const volumes = [
          ...(podSpecOf(workload).volumes ?? []).map((it) => it.name),
          ...claims.map((it) => it.metadata.name),
        ];
        const mounts = podSpecOf(workload).containers.flatMap((it) => it.volumeMounts ?? []);

        expect([name, mounts.map((it) => it.name).filter((mount) => !volumes.includes(mount))]).toEqual([
          name,
          [],
        ]);
      }
    });

    it('state what they need and may use', () => {
      for (const [name, workload] of named()) {
        for (const { resources } of podSpecOf(workload).containers) {
          expect([name, resources]).toEqual([
            name,
            {
              requests: { cpu: expect.anything(), memory: expect.anything() },
              limits: { cpu: expect.anything(), memory: resources?.requests?.['memory'] },
            },
          ]);
        }
      }
    });

    it('run images with a version', () => {
      for (const [name, workload] of named()) {
        for (const { image } of podSpecOf(workload).containers) {
          expect([name, image]).toEqual([name, expect.stringMatching(/:v?\d[\w.-]*$/)]);
        }
      }
    });

    it('are probed where they listen', () => {
      for (const [name, workload] of named().filter(([, { kind }]) => kind !== 'Job')) {
        const {
          ports = [],
          startupProbe,
          readinessProbe,
          livenessProbe,
        } = podSpecOf(workload).containers[0] ?? {};
        const portNames = ports.map((port) => port.name);

        expect([name, !startupProbe, !readinessProbe, !livenessProbe]).toEqual([name, false, false, false]);
        for (const probe of [startupProbe, readinessProbe, livenessProbe]) {
          const port = probe?.httpGet?.port ?? probe?.tcpSocket?.port;
          if (port) expect([name, portNames]).toEqual([name, expect.arrayContaining([port])]);
        }
      }
      for (const { metadata, spec } of ours()) {
        const { startupProbe, readinessProbe, livenessProbe } = spec?.template.spec?.containers[0] ?? {};
        const paths = [startupProbe, readinessProbe, livenessProbe].map((probe) => probe?.httpGet?.path);

        expect([metadata?.name, paths]).toEqual([
          metadata?.name,
          ['/health/live', '/health/ready', '/health/live'],
        ]);
      }
    });

    it('are replaced without losing a request', () => {
      for (const { metadata, spec } of ours()) {
        const pod = spec?.template.spec;
        const pause = pod?.containers[0]?.lifecycle?.preStop?.sleep?.seconds ?? 0;

        expect([metadata?.name, spec?.strategy?.rollingUpdate]).toEqual([
          metadata?.name,
          { maxSurge: 1, maxUnavailable: 0 },
        ]);
        expect(pause).toBeGreaterThanOrEqual(5);
        expect(pod?.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(pause + 25 + 10);
      }
    });

    it('spread over zones and nodes', () => {
      for (const { metadata, spec } of ours()) {
        const spread = spec?.template.spec?.topologySpreadConstraints ?? [];

        expect(spread.map(({ topologyKey }) => topologyKey)).toEqual([
          'topology.kubernetes.io/zone',
          'kubernetes.io/hostname',
        ]);
        for (const { labelSelector } of spread) {
          expect([metadata?.name, labelSelector]).toEqual([metadata?.name, spec?.selector]);
        }
      }
    });

    it('migrate once for each release', () => {
      const tag = (image = ''): string => image.slice(image.lastIndexOf(':') + 1);

      for (const job of all.filter(({ kind }) => kind === 'Job')) {
        const { args, image } = podSpecOf(job).containers[0] ?? {};
        const service = labelsOf(job)['app.kubernetes.io/name'];

        expect(args).toEqual(['migrate']);
        expect(image).toMatch(new RegExp(`clientele/${service}:`));
        expect(job.metadata.name).toBe(`${service}-migrate-${tag(image)}`);
      }
    });
  });
}

import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { Manifest } from './rendered';

/** An object that makes pods. */
export interface Workload extends Manifest {
  readonly spec: {
    readonly template: IPodTemplateSpec;
    readonly selector?: { readonly matchLabels?: Labels };
  };
}

export type Labels = Readonly<Record<string, string>>;
export type PodSpec = NonNullable<IPodTemplateSpec['spec']>;

export const SERVICES = ['identity', 'groups', 'orders', 'support', 'gateway'] as const;
export const WITH_DATABASE = ['identity', 'groups', 'orders', 'support'] as const;

export const workloads = (manifests: readonly Manifest[]): Workload[] =>
  manifests.filter(({ kind }) => ['Deployment', 'StatefulSet', 'Job'].includes(kind)) as Workload[];

export const podSpecOf = ({ spec }: Workload): PodSpec => spec.template.spec as PodSpec;

export const labelsOf = ({ spec }: Workload): Labels => spec.template.metadata?.labels ?? {};

/** Whether a plain selector takes a pod with these labels. */
export const selects = (selector: Labels | undefined, labels: Labels): boolean =>
  selector !== undefined && Object.entries(selector).every(([name, value]) => labels[name] === value);

import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { ILabelSelector } from '@kubernetes-models/apimachinery/apis/meta/v1/LabelSelector';
import type { Labels } from './pods';

/** A pod, or something beyond the cluster with an address. */
export interface Peer {
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly outside?: 'public' | 'private';
}

type Rule = NonNullable<NonNullable<NonNullable<INetworkPolicy['spec']>['ingress']>[number]>;
type PolicyPeer = NonNullable<Rule['from']>[number];

/** Whether the policies of a namespace let one peer open a connection to another, as Kubernetes decides it. */
export function isAllowed(
  policies: readonly INetworkPolicy[],
  home: string,
  from: Peer,
  to: Peer,
  port: number,
): boolean {
  const rulesFor = (peer: Peer, direction: 'Ingress' | 'Egress'): readonly INetworkPolicy[] =>
    policies.filter(
      ({ spec }) =>
        peer.namespace === home &&
        spec?.policyTypes?.includes(direction) &&
        matches(spec.podSelector, peer.labels ?? {}),
    );
  const leaving = rulesFor(from, 'Egress');
  const entering = rulesFor(to, 'Ingress');

  const mayLeave =
    leaving.length === 0 ||
    leaving.some(({ spec }) =>
      (spec?.egress ?? []).some((rule) => opens(rule.to, rule.ports, home, to, port)),
    );
  const mayEnter =
    entering.length === 0 ||
    entering.some(({ spec }) =>
      (spec?.ingress ?? []).some((rule) => opens(rule.from, rule.ports, home, from, port)),
    );
  return mayLeave && mayEnter;
}

function opens(peers: Rule['from'], ports: Rule['ports'], home: string, other: Peer, port: number): boolean {
  const portFits = !ports || ports.some((it) => it.port === port && (it.protocol ?? 'TCP') === 'TCP');
  return portFits && (!peers || peers.some((peer) => isPeer(peer, home, other)));
}

function isPeer({ ipBlock, namespaceSelector, podSelector }: PolicyPeer, home: string, other: Peer): boolean {
  if (ipBlock) return other.outside === 'public' || (other.outside === 'private' && !ipBlock.except);
  if (other.outside) return false;
  const namespaceFits = namespaceSelector
    ? matches(namespaceSelector, { 'kubernetes.io/metadata.name': other.namespace ?? '' })
    : other.namespace === home;
  return namespaceFits && matches(podSelector ?? {}, other.labels ?? {});
}

function matches({ matchLabels = {}, matchExpressions = [] }: ILabelSelector, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([name, value]) => labels[name] === value) &&
    matchExpressions.every(
      ({ key, operator, values }) => operator === 'In' && values?.includes(labels[key] ?? ''),
    )
  );
}

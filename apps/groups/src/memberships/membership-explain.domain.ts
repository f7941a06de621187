import type { PricePolicy } from '@clientele/contracts';
import { type Grant, type Run, runsOf } from './grant.domain';
import {
  baseOf,
  type BaseSource,
  expire,
  fallbackOf,
  type MemberState,
  type MembershipState,
  settle,
} from './member.domain';

/** How a customer's groups came about. */
export interface Explanation {
  readonly default: ExplainedDefault;
  readonly items: readonly ExplainedMembership[];
}

/** Why one group decides the prices, and what will when its time is over. */
export interface ExplainedDefault {
  readonly groupId: string;
  /** `order`: a paid order made it so; `chosen`: somebody, a registration or an import did; `role`: nothing else was chosen. */
  readonly reason: 'order' | 'chosen' | 'role';
  readonly since: Date | null;
  readonly grant: Grant | null;
  readonly next: { readonly groupId: string; readonly at: Date } | null;
}

/** Everything that a membership rests on. */
export interface ExplainedMembership {
  readonly groupId: string;
  readonly startedAt: Date;
  readonly expiresAt: Date | null;
  /** What it rests on besides orders, if that still holds. */
  readonly base: { readonly source: BaseSource; readonly expiresAt: Date | null } | null;
  readonly orders: readonly ExplainedGrant[];
}

/** What an order gave, and what that came to. */
export interface ExplainedGrant {
  readonly grant: Grant;
  readonly effect: 'began' | 'extended' | 'none';
  /** When the membership ended by all until then. */
  readonly expiresAt: Date | null;
}

/** Tells how each group of a customer came about that holds now; `grants` are those that count. */
export function explain(
  member: MemberState,
  grants: readonly Grant[],
  { now, zone }: { readonly now: Date; readonly zone: string },
): Explanation {
  const current = expire(member, now);
  return {
    default: explainDefault(current, grants),
    items: current.memberships.map((membership) => explainOne(membership, grants, { now, zone })),
  };
}

function explainDefault(member: MemberState, grants: readonly Grant[]): ExplainedDefault {
  const { defaultGroupId: groupId } = member;
  const { defaultAt: since = null, expiresAt: at = null } =
    member.memberships.find((membership) => membership.groupId === groupId) ?? {};
  const grant =
    grants.find(
      (one) => one.groupId === groupId && one.makesDefault && one.grantedAt.getTime() === since?.getTime(),
    ) ?? null;
  const reason = grant ? 'order' : since ? 'chosen' : 'role';
  return { groupId, reason, since, grant, next: at && { groupId: fallbackOf(member), at } };
}

function explainOne(
  membership: MembershipState,
  grants: readonly Grant[],
  { now, zone }: { readonly now: Date; readonly zone: string },
): ExplainedMembership {
  const { groupId, startedAt, expiresAt, base } = membership;
  const inGroup = grants.filter((grant) => grant.groupId === groupId);
  const runs = runsOf(baseOf(membership), inGroup, zone);
  const orders = runs.map(({ grant, before, after }) => ({
    ...{ grant, effect: effectOf(before, after), expiresAt: after?.expiresAt ?? null },
  }));
  // What came to an end before this time in the group began explains nothing.
  const since = orders.filter(({ grant }) => grant.grantedAt >= startedAt);
  const holds = base && (base.expiresAt === null || base.expiresAt > now);
  return { groupId, startedAt, expiresAt, base: holds ? base : null, orders: since };
}

/** What a customer is by those of its groups that count at a shop: where the default one does not, it gives way as if it were over. */
export function countingOnly(
  member: MemberState,
  counts: (groupId: string) => boolean,
  now: Date,
): MemberState {
  const memberships = member.memberships.filter(({ groupId }) => counts(groupId));
  const counting = { ...member, memberships };
  return counts(member.defaultGroupId) ? counting : settle(counting, now);
}

/** By which group a customer sees prices (null: of each price the best counts), and when time alone may change that. */
export function decidingGroup(
  policy: PricePolicy,
  member: MemberState,
  positions: ReadonlyMap<string, number>,
  now: Date,
): { readonly groupId: string | null; readonly changesAt: Date | null } {
  const decidingAt = (instant: Date) => decidingAmong(policy, expire(member, instant), positions);
  const groupId = decidingAt(now);
  const ends = member.memberships
    .flatMap(({ expiresAt }) => (expiresAt && expiresAt > now ? [expiresAt] : []))
    .toSorted((a, b) => a.getTime() - b.getTime());
  // Of one group less the best may be another.
  const changesAt = ends.find((end) => groupId === null || decidingAt(end) !== groupId) ?? null;
  return { groupId, changesAt };
}

/** The default group unless the first by position decides. */
function decidingAmong(
  policy: PricePolicy,
  { defaultGroupId, memberships }: MemberState,
  positions: ReadonlyMap<string, number>,
): string | null {
  if (policy === 'best-price') return null;
  if (policy === 'default-group') return defaultGroupId;
  const known = memberships.flatMap(({ groupId }) => {
    const position = positions.get(groupId);
    return position === undefined ? [] : [{ id: groupId, position }];
  });
  const [first] = known.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
  return first?.id ?? defaultGroupId;
}

const effectOf = (before: Run | undefined, after: Run | undefined): ExplainedGrant['effect'] =>
  after === before ? 'none' : before?.startedAt === after?.startedAt ? 'extended' : 'began';

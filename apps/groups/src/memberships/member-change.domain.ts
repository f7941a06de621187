import type { Grant } from './grant.domain';
import { fallbackOf, type MemberState, type MembershipState } from './member.domain';

import { historyOf } from './membership-history.domain';

/** A grant to be stored; one that was revoked before it came never counted. */
export type NewGrant = Grant & { readonly revokedAt?: Date | null };

/** A customer before and after, and the grants that made the difference, if any. */
export interface MemberChange {
  readonly before: MemberState;
  readonly after: MemberState;
  readonly grants?: readonly NewGrant[];
  /** Grants that were taken back. */
  readonly taken?: readonly Grant[];
}

/** What a change comes to in rows. `isNews` unless all memberships are as they were. */
export function writtenOf(change: MemberChange) {
  const { before, after, grants = [] } = change;
  const { customerId, defaultGroupId, registered } = after;
  // A customer that was only just made has no rows yet.
  const stored = new Map(
    before.version === 0 ? [] : before.memberships.map((row) => [row.groupId, textOf(row)]),
  );
  const left = new Set(after.memberships.map(({ groupId }) => groupId));
  const ended = [...stored.keys()].filter((groupId) => !left.has(groupId));
  const joined = after.memberships.filter((row) => stored.get(row.groupId) !== textOf(row));

  const isNews =
    before.version === 0 || ended.length + joined.length > 0 || before.defaultGroupId !== defaultGroupId;
  const version = isNews ? before.version + 1 : before.version;
  return {
    isNews,
    after: { ...after, version },
    row: { customerId, defaultGroupId, registered, version, fallbackGroupId: fallbackOf(after) },
    ended: ended.map((groupId) => ({ customerId, groupId })),
    joined: joined.map(({ base, ...row }) => ({
      ...{ ...row, customerId },
      ...{ baseSource: base?.source ?? null, baseExpiresAt: base?.expiresAt ?? null },
    })),
    history: historyOf(change),
    granted: grants.map((grant) => ({ ...grant, customerId })),
  };
}

const textOf = ({
  groupId,
  startedAt,
  expiresAt,
  defaultAt,
  chosenAt,
  base,
  grantId,
}: MembershipState): string =>
  JSON.stringify([
    groupId,
    startedAt,
    expiresAt,
    defaultAt,
    chosenAt,
    base?.source,
    base?.expiresAt,
    grantId,
  ]);

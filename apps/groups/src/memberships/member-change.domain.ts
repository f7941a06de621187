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
  const stored = before.version === 0 ? [] : before.memberships;
  const ended = stored.filter((row) => !among(after.memberships, row));
  const joined = after.memberships.filter((row) => !isSame(row, among(stored, row)));

  const isNews =
    before.version === 0 || ended.length + joined.length > 0 || before.defaultGroupId !== defaultGroupId;
  const version = isNews ? before.version + 1 : before.version;
  return {
    isNews,
    after: { ...after, version },
    row: { customerId, defaultGroupId, registered, version, fallbackGroupId: fallbackOf(after) },
    ended: ended.map(({ groupId }) => ({ customerId, groupId })),
    joined: joined.map(({ base, ...row }) => ({
      ...{ ...row, customerId },
      ...{ baseSource: base?.source ?? null, baseExpiresAt: base?.expiresAt ?? null },
    })),
    history: historyOf(change),
    granted: grants.map((grant) => ({ ...grant, customerId })),
  };
}

// A customer is in few groups.
const among = (rows: readonly MembershipState[], { groupId }: MembershipState): MembershipState | undefined =>
  rows.find((row) => row.groupId === groupId);

// Most of what a customer has is left as it is, and so the very same object.
const isSame = (a: MembershipState, b: MembershipState | undefined): boolean =>
  a === b ||
  (b !== undefined &&
    a.grantId === b.grantId &&
    a.base?.source === b.base?.source &&
    timeOf(a.startedAt) === timeOf(b.startedAt) &&
    timeOf(a.expiresAt) === timeOf(b.expiresAt) &&
    timeOf(a.defaultAt) === timeOf(b.defaultAt) &&
    timeOf(a.chosenAt) === timeOf(b.chosenAt) &&
    timeOf(a.base?.expiresAt) === timeOf(b.base?.expiresAt));

const timeOf = (date: Date | null | undefined): number | undefined => date?.getTime();

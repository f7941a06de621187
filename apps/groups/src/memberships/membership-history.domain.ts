import type { MemberChange } from './member-change.domain';
import type { MembershipState } from './member.domain';

/** What can happen to a membership. */
export const CHANGE_KINDS = ['joined', 'extended', 'shortened', 'left', 'made-default'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What many changes came of together. */
export interface Occasion {
  readonly reason: 'batch' | 'group-deletion';
  readonly batchId?: string;
  /** The segment whose customers the batch was about. */
  readonly segmentId?: string;
}

/** What happened to one membership. */
export interface HistoryEntry {
  readonly customerId: string;
  readonly groupId: string;
  readonly kind: ChangeKind;
  readonly expiresAt: Date | null;
  /** The grant that it was about, if one was. */
  readonly grantId: string | null;
}

/** What a change of a customer means for each of its memberships. */
export function historyOf(change: MemberChange): HistoryEntry[] {
  const { before, after, taken = [] } = change;
  const { customerId } = after;
  const stored = before.version === 0 ? [] : before.memberships;
  const causeOf = (groupId: string) => taken.find((grant) => grant.groupId === groupId)?.id;

  const held = after.memberships.flatMap((membership): HistoryEntry[] => {
    const { groupId, expiresAt, grantId } = membership;
    const kind = kindOf(
      stored.find((one) => one.groupId === groupId),
      membership,
    );
    return kind ? [{ customerId, groupId, kind, expiresAt, grantId: causeOf(groupId) ?? grantId }] : [];
  });
  const left = stored
    .filter(({ groupId }) => !after.memberships.some((one) => one.groupId === groupId))
    .map(({ groupId, grantId }): HistoryEntry => ({
      ...{ customerId, groupId, kind: 'left', expiresAt: null, grantId: causeOf(groupId) ?? grantId },
    }));
  return [...left, ...held, ...defaultOf(change)];
}

function kindOf(before: MembershipState | undefined, after: MembershipState): ChangeKind | undefined {
  if (!before) return 'joined';
  const [old, now] = [endOf(before), endOf(after)];
  return now > old ? 'extended' : now < old ? 'shortened' : undefined;
}

function defaultOf({ before, after, grants = [] }: MemberChange): HistoryEntry[] {
  const { customerId, defaultGroupId: groupId } = after;
  if (before.defaultGroupId === groupId) return [];
  const expiresAt = after.memberships.find((one) => one.groupId === groupId)?.expiresAt ?? null;
  const grantId = grants.find((grant) => grant.makesDefault && grant.groupId === groupId)?.id ?? null;
  return [{ customerId, groupId, kind: 'made-default', expiresAt, grantId }];
}

const endOf = ({ expiresAt }: MembershipState): number => expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;

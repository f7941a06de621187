import { joinByHand, leaveByHand } from '../memberships/member-by-hand.domain';
import { type BaseSource, expire, type MemberState } from '../memberships/member.domain';

export const BATCH_ACTIONS = ['add', 'remove', 'move'] as const;
export type BatchAction = (typeof BATCH_ACTIONS)[number];

/** What became of a customer. */
export type BatchOutcome =
  | ('joined' | 'changed' | 'left' | 'moved')
  | ('unchanged' | 'not-in-group' | 'last-membership' | 'customer-not-found');

/** What a batch does with each customer. */
export interface BatchChange {
  readonly action: BatchAction;
  /** The group that customers are put into or, by `remove`, taken out of. */
  readonly groupId: string;
  /** The group that `move` takes them out of. */
  readonly fromGroupId: string | null;
  readonly isDefault: boolean;
  /** Null: never. Undefined: not said, so those who are moved keep what they have. */
  readonly expiresAt: Date | null | undefined;
  /** What new memberships rest on. */
  readonly source: BaseSource;
}

/** A customer with what a batch does, and what that came to. */
export interface Applied {
  readonly after: MemberState;
  readonly outcome: BatchOutcome;
}

/** Does with a customer what a batch says; who is not changed by that is the same as before. */
export function applyBatch(member: MemberState, change: BatchChange, now: Date): Applied {
  const { after, outcome } = appliedTo(expire(member, now), change, now);
  return { after: UNCHANGED.has(outcome) ? member : after, outcome };
}

const UNCHANGED: ReadonlySet<BatchOutcome> = new Set(['unchanged', 'not-in-group', 'last-membership']);

function appliedTo(current: MemberState, change: BatchChange, now: Date): Applied {
  switch (change.action) {
    case 'add':
      return add(current, change, now);
    case 'remove':
      return remove(current, change, now);
    case 'move':
      return move(current, change, now);
  }
}

function add(
  member: MemberState,
  { groupId, isDefault, expiresAt = null, source }: BatchChange,
  now: Date,
): Applied {
  const existing = inGroup(member, groupId);
  const isAsked =
    existing?.base &&
    existing.grantId === null &&
    isSame(existing.expiresAt, expiresAt) &&
    isSame(existing.base.expiresAt, expiresAt) &&
    (!isDefault || member.defaultGroupId === groupId);
  if (isAsked) return { after: member, outcome: 'unchanged' };
  const after = joinByHand(member, { groupId, expiresAt, isDefault, source }, now);
  return { after, outcome: existing ? 'changed' : 'joined' };
}

function remove(member: MemberState, { groupId }: BatchChange, now: Date): Applied {
  if (!inGroup(member, groupId)) return { after: member, outcome: 'not-in-group' };
  if (member.memberships.length === 1) return { after: member, outcome: 'last-membership' };
  return { after: leaveByHand(member, groupId, now), outcome: 'left' };
}

// Whoever is in both groups already keeps the time in the one it is moved to; else it takes its end along.
function move(
  member: MemberState,
  { groupId, fromGroupId, isDefault, expiresAt, source }: BatchChange,
  now: Date,
): Applied {
  const leaving = fromGroupId === null ? undefined : inGroup(member, fromGroupId);
  if (!leaving) return { after: member, outcome: 'not-in-group' };
  const { expiresAt: kept } = inGroup(member, groupId) ?? leaving;
  const joined = joinByHand(
    member,
    {
      ...{ groupId, source, expiresAt: expiresAt === undefined ? kept : expiresAt },
      isDefault: isDefault || member.defaultGroupId === leaving.groupId,
    },
    now,
  );
  return { after: leaveByHand(joined, leaving.groupId, now), outcome: 'moved' };
}

const inGroup = ({ memberships }: MemberState, groupId: string) =>
  memberships.find((membership) => membership.groupId === groupId);

const isSame = (a: Date | null, b: Date | null): boolean => a?.getTime() === b?.getTime();

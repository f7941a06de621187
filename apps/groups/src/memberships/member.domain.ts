import {
  type Actor,
  type DomainEvent,
  GROUP_ROLES,
  type MembershipFact,
  membershipsChanged,
} from '@clientele/contracts';
import type { Grant } from './grant.domain';
import { roleGroupId } from '../groups/role-groups.domain';
import { isOver } from './validity.domain';

/** What a membership can rest on besides orders. */
export const BASE_SOURCES = ['manual', 'registration', 'import', 'segment'] as const;
export type BaseSource = (typeof BASE_SOURCES)[number];

/** What a membership rests on besides orders, and until when (null: for good). */
export interface Base {
  readonly source: BaseSource;
  readonly expiresAt: Date | null;
}

/** A customer's time in one group. */
export interface MembershipState {
  readonly groupId: string;
  readonly startedAt: Date;
  /** Null: for good. */
  readonly expiresAt: Date | null;
  /** When it was last made the default; null: never. */
  readonly defaultAt: Date | null;
  /** When it was last made the default otherwise than by an order; null: never, or before this was kept. */
  readonly chosenAt: Date | null;
  readonly base: Base | null;
  /** The grant that decided `expiresAt`, if one did. */
  readonly grantId: string | null;
}

/** A customer with all its groups. */
export interface MemberState {
  readonly customerId: string;
  readonly shopId: string;
  /** False: an order was heard of before the registration. */
  readonly registered: boolean;
  readonly defaultGroupId: string;
  readonly memberships: readonly MembershipState[];
  /** Counts the changes. */
  readonly version: number;
}

/** What the registration of a customer says of its groups. */
export interface Registration {
  readonly isGuest: boolean;
  readonly registeredAt: Date;
  /** Asked for, besides the group of the role. */
  readonly groupIds: readonly string[];
  readonly defaultGroupId?: string;
}

/** A customer of whom nothing but an id is known: taken for a registered one until more is. */
export function unknownMember(customerId: string, shopId: string, now: Date): MemberState {
  const customer = inGroup(roleGroupId(shopId, 'customer'), 'registration', now);
  return {
    ...{ customerId, shopId, registered: false, version: 0 },
    ...{ defaultGroupId: customer.groupId, memberships: [customer] },
  };
}

/** The orders behind grants, by the grants' ids. */
export type Causes = ReadonlyMap<string, Pick<Grant, 'orderId' | 'productId' | 'ruleId'>>;

/** The event that tells all groups of a customer. */
export const membershipsChange = (
  member: MemberState,
  actor: Actor,
  occurredAt: Date,
  causes: Causes,
): DomainEvent =>
  membershipsChanged.create(
    {
      aggregate: { id: member.customerId, version: member.version },
      shopId: member.shopId,
      actor,
      occurredAt,
    },
    {
      customerId: member.customerId,
      defaultGroupId: member.defaultGroupId,
      fallbackGroupId: fallbackOf(member),
      items: member.memberships.map((membership) => factOf(membership, causes)),
    },
  );

function factOf(
  { groupId, expiresAt, defaultAt, grantId, base }: MembershipState,
  causes: Causes,
): MembershipFact {
  const cause = grantId === null ? undefined : causes.get(grantId);
  return {
    groupId,
    expiresAt: expiresAt?.toISOString(),
    defaultAt: defaultAt?.toISOString(),
    source: grantId === null ? base?.source : 'automatic-rule',
    cause: cause && {
      orderId: cause.orderId,
      productId: cause.productId ?? undefined,
      ruleId: cause.ruleId,
    },
  };
}

/** The group that becomes the default when the membership in the default group is over. */
export function fallbackOf({ shopId, defaultGroupId, memberships }: MemberState): string {
  const end = memberships.find(({ groupId }) => groupId === defaultGroupId)?.expiresAt ?? null;
  const outlasting = memberships.filter(
    ({ groupId, expiresAt }) =>
      groupId !== defaultGroupId && (expiresAt === null || (end !== null && expiresAt > end)),
  );
  return defaultAmong(outlasting, shopId) ?? roleGroupId(shopId, 'customer');
}

/** Makes true that a customer is always in a default group: the one chosen last that is left, else Customer. */
export function settle(member: MemberState, now: Date): MemberState {
  const { shopId, memberships } = member;
  const defaultGroupId = defaultAmong(memberships, shopId);
  if (defaultGroupId) return { ...member, defaultGroupId };

  const customer = inGroup(roleGroupId(shopId, 'customer'), 'registration', now);
  return { ...member, defaultGroupId: customer.groupId, memberships: [...memberships, customer] };
}

/** Ends what is over. */
export function expire(member: MemberState, now: Date): MemberState {
  const memberships = member.memberships.filter((membership) => !isOver(membership, now));
  return memberships.length === member.memberships.length ? member : settle({ ...member, memberships }, now);
}

/**
 * Gives a registered customer the group of its role and the groups it asked for. Orders may have been heard of
 * before: what they gave stays, and what they made the default stays the default.
 */
export function register(member: MemberState, registration: Registration): MemberState {
  const { isGuest, registeredAt, groupIds, defaultGroupId } = registration;
  const role = roleGroupId(member.shopId, isGuest ? 'guest' : 'customer');
  // Drops the group of the role that was assumed; what came with another that was merged before stays.
  const assumed = GROUP_ROLES.map((one) => roleGroupId(member.shopId, one)).filter((id) => id !== role);
  const known = member.memberships.filter(
    ({ base, groupId }) => base?.source !== 'registration' || !assumed.includes(groupId),
  );
  const earliest = known.flatMap(({ defaultAt }) => (defaultAt ? [defaultAt.getTime() - 1] : []));
  const askedAt = new Date(Math.min(registeredAt.getTime(), ...earliest));

  const asked = [...new Set([role, ...groupIds, ...(defaultGroupId ? [defaultGroupId] : [])])];
  const joined = asked.reduce((memberships, groupId) => {
    const membership = {
      ...inGroup(groupId, 'registration', registeredAt),
      ...(groupId === defaultGroupId && chosen(askedAt)),
    };
    return withMembership(memberships, groupId, (existing) =>
      existing
        ? {
            ...membership,
            startedAt: existing.startedAt,
            defaultAt: existing.defaultAt ?? membership.defaultAt,
            chosenAt: existing.chosenAt ?? membership.chosenAt,
          }
        : membership,
    );
  }, known);
  return settle({ ...member, registered: true, memberships: joined }, registeredAt);
}

/** A guest who has an account from now on: in the group of registered customers in place of that of guests. */
export function convert(member: MemberState, now: Date): MemberState {
  const [guest, customer] = [roleGroupId(member.shopId, 'guest'), roleGroupId(member.shopId, 'customer')];
  const left = member.memberships.filter(({ groupId }) => groupId !== guest);
  const memberships = withMembership(
    left,
    customer,
    (existing) => existing ?? inGroup(customer, 'registration', now),
  );
  return settle({ ...member, registered: true, memberships }, now);
}

/** The memberships with the one in a group put in or replaced. */
export function withMembership(
  memberships: readonly MembershipState[],
  groupId: string,
  change: (existing: MembershipState | undefined) => MembershipState,
): MembershipState[] {
  const existing = memberships.find((membership) => membership.groupId === groupId);
  return [...memberships.filter((membership) => membership !== existing), change(existing)];
}

/** The default group by these memberships: the one chosen last, else that of the role. */
export function defaultAmong(memberships: readonly MembershipState[], shopId: string): string | undefined {
  const last = memberships.reduce<MembershipState | undefined>(
    (found, one) => (one.defaultAt !== null && (!found || isChosenAfter(one, found)) ? one : found),
    undefined,
  );
  const of = (role: 'customer' | 'guest') =>
    memberships.find(({ groupId }) => groupId === roleGroupId(shopId, role));
  return (last ?? of('customer') ?? of('guest'))?.groupId;
}

// Of those chosen at the same instant the one with the least id.
const isChosenAfter = (one: MembershipState, other: MembershipState): boolean =>
  timeOf(one) > timeOf(other) || (timeOf(one) === timeOf(other) && one.groupId < other.groupId);

/** What it rests on besides orders, with its beginning. */
export const baseOf = (membership: MembershipState | undefined) =>
  membership?.base ? { ...membership.base, startedAt: membership.startedAt } : null;

const timeOf = ({ defaultAt }: MembershipState): number => defaultAt?.getTime() ?? 0;

/** When something chosen by hand is chosen: now, or later if an order's clock runs ahead of ours. */
export const afterAll = ({ memberships }: MemberState, now: Date): Date =>
  new Date(Math.max(now.getTime(), ...memberships.map((membership) => timeOf(membership) + 1)));

/** Made the default by somebody, not by an order: remembered apart, as orders go back. */
export const chosen = (at: Date | null) => ({ defaultAt: at, chosenAt: at });

/** A membership that rests on something else than an order. */
export const inGroup = (
  groupId: string,
  source: BaseSource,
  startedAt: Date,
  expiresAt: Date | null = null,
): MembershipState => ({
  groupId,
  startedAt,
  expiresAt,
  defaultAt: null,
  chosenAt: null,
  base: { source, expiresAt },
  grantId: null,
});

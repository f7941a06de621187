import { decimal } from '@clientele/contracts';
import { choicesOf, type Grant, ignoredOf, type Repurchase, runOf } from '../memberships/grant.domain';
import { baseOf, expire, type MemberState, settle, withMembership } from '../memberships/member.domain';
import { endOfDay, isOver } from '../memberships/validity.domain';

/** What matters here of a payment. */
export interface Payment {
  readonly orderId: string;
  /** Tax included. */
  readonly total: string;
  readonly currency: string;
  readonly paidAt: Date;
  readonly lines: readonly PaidLine[];
}

/** What matters here of a line. */
export interface PaidLine {
  readonly lineId: string;
  readonly productId: string;
  /** Null: the product has none. */
  readonly defaultCategoryId: string | null;
}

/** A rule: who buys a product, or of a category, or for so much, joins groups. One of the three is set. */
export interface Rule {
  readonly id: string;
  readonly productId: string | null;
  readonly categoryId: string | null;
  /** Of the whole order, tax included, in `currency`. */
  readonly minimumTotal: string | null;
  readonly currency: string | null;
  readonly groupIds: readonly string[];
  /** One of `groupIds`; null leaves the default as it is. */
  readonly defaultGroupId: string | null;
  readonly duration: string | null;
  /** The last day, in the shop's time zone. */
  readonly until: string | null;
  readonly priority: number;
  readonly onRepurchase: Repurchase;
  /** Whether what it gave goes when the order is cancelled or refunded. */
  readonly takeBack: boolean;
}

/** What an order line was dealt with by a rule already. */
export interface DealtWith {
  readonly lineId: string;
  readonly ruleId: string;
}

/** Tells whether an order cost nothing; such orders give nothing. */
export const isFree = (total: string): boolean => decimal(total).lte(0);

/** The rules that something of a payment meets. */
export const rulesMetBy = (payment: Payment, rules: readonly Rule[]): readonly Rule[] =>
  isFree(payment.total) ? [] : rules.filter((rule) => matchesOf(rule, payment).length > 0);

/** What a payment gives by the rules that it meets, leaving out what was dealt with before. */
export function assignmentsOf(
  payment: Payment,
  rules: readonly Rule[],
  before: readonly DealtWith[],
  { zone, newId }: { readonly zone: string; readonly newId: () => string },
): Grant[] {
  if (isFree(payment.total)) return [];

  const known = new Set(before.map(({ lineId, ruleId }) => `${lineId}/${ruleId}`));
  const matches = rules
    .flatMap((rule) => matchesOf(rule, payment))
    .filter(({ lineId, rule }) => !known.has(`${lineId}/${rule.id}`));
  const chosen = choosing(matches);
  return matches.flatMap((match) =>
    match.rule.groupIds.map((groupId) => ({
      ...grantOf(payment, match, groupId, { zone, id: newId() }),
      makesDefault: match === chosen && groupId === match.rule.defaultGroupId,
    })),
  );
}

/**
 * A customer with what a payment gave. `earlier` are the grants that still count in the same groups: together
 * they say how long it lasts, in whatever order they became known.
 */
export function assign(
  member: MemberState,
  grants: readonly Grant[],
  earlier: readonly Grant[],
  { paidAt, now, zone }: { readonly paidAt: Date; readonly now: Date; readonly zone: string },
): MemberState {
  const current = expire(member, paidAt);
  let memberships = current.memberships;
  for (const groupId of new Set(grants.map((grant) => grant.groupId))) {
    const existing = memberships.find((membership) => membership.groupId === groupId);
    const known = earlier.filter((grant) => grant.groupId === groupId);
    const all = [...known, ...grants.filter((grant) => grant.groupId === groupId)];
    const run = runOf(baseOf(existing), all, zone);
    // One that is there may be over by all that is known now, though it was not by what was heard of first.
    if (!run || (!existing && isOver(run, now))) continue;

    const ignored = new Set(ignoredOf(baseOf(existing), all, zone));
    const working = all.filter((grant) => !ignored.has(grant));
    const choices = choicesOf(existing ?? NEVER_CHOSEN, known, working, run.startedAt);
    memberships = withMembership(memberships, groupId, () => ({
      ...{ ...run, ...choices, groupId, base: existing?.base ?? null },
    }));
  }
  return settle({ ...current, memberships }, now);
}

/**
 * Grants that came to nothing because of what the customer was given otherwise. They never count: when that is over, it
 * is forgotten, and they must not begin then.
 */
export function ignoredForGood(
  member: MemberState,
  grants: readonly Grant[],
  { paidAt, zone }: { readonly paidAt: Date; readonly zone: string },
): Grant[] {
  return expire(member, paidAt).memberships.flatMap((membership) => {
    const inGroup = grants.filter(({ groupId }) => groupId === membership.groupId);
    return membership.base ? ignoredOf(baseOf(membership), inGroup, zone) : [];
  });
}

const NEVER_CHOSEN = { defaultAt: null, chosenAt: null };

/** A rule that something of an order meets. */
interface Match {
  readonly rule: Rule;
  /** Where it stands in the order; the order as a whole stands before all lines. */
  readonly line: number;
  readonly lineId: string;
  readonly productId: string | null;
}

function matchesOf(rule: Rule, { orderId, total, currency, lines }: Payment): Match[] {
  if (rule.minimumTotal !== null) {
    const isMet = rule.currency === currency && decimal(total).gte(rule.minimumTotal);
    return isMet ? [{ rule, line: -1, lineId: orderId, productId: null }] : [];
  }
  return lines.flatMap(({ lineId, productId, defaultCategoryId }, line) => {
    const isMet =
      rule.categoryId === null ? rule.productId === productId : rule.categoryId === defaultCategoryId;
    return isMet ? [{ rule, line, lineId, productId }] : [];
  });
}

const grantOf = (
  { orderId, paidAt }: Payment,
  { rule: { id: ruleId, duration, until, onRepurchase, takeBack }, lineId, productId }: Match,
  groupId: string,
  { zone, id }: { readonly zone: string; readonly id: string },
): Omit<Grant, 'makesDefault'> => ({
  ...{ id, groupId, orderId, lineId, productId, ruleId, duration, onRepurchase, takeBack },
  until: until === null ? null : endOfDay(until, zone),
  grantedAt: paidAt,
});

/** The highest priority decides, then the latest line. */
function choosing(matches: readonly Match[]): Match | undefined {
  const [first] = matches
    .filter(({ rule }) => rule.defaultGroupId !== null)
    .toSorted(
      (a, b) => b.rule.priority - a.rule.priority || b.line - a.line || (a.rule.id > b.rule.id ? -1 : 1),
    );
  return first;
}

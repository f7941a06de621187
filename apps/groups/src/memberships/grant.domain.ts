import type { Base } from './member.domain';
import { isOver, plusDuration } from './validity.domain';

/** What buying again does while the membership lasts. */
export const REPURCHASES = ['extend', 'restart', 'ignore'] as const;
export type Repurchase = (typeof REPURCHASES)[number];

/** How long a grant lasts: a duration, or until an instant, or (neither) for good. */
export interface Validity {
  readonly duration: string | null;
  readonly until: Date | null;
}

/** What a line of a paid order gave by a rule. */
export interface Grant extends Validity {
  readonly id: string;
  readonly groupId: string;
  readonly orderId: string;
  /** The line, or the order itself where its amount gave it. */
  readonly lineId: string;
  /** Null where the amount of the order gave it. */
  readonly productId: string | null;
  readonly ruleId: string;
  readonly grantedAt: Date;
  readonly onRepurchase: Repurchase;
  /** Whether it goes when the order does. */
  readonly takeBack: boolean;
  /** Whether it made the group the customer's default. */
  readonly makesDefault: boolean;
}

/** An unbroken time in a group. */
export interface Run {
  readonly startedAt: Date;
  /** Null: for good. */
  readonly expiresAt: Date | null;
  /** The grant that decided the end, if one did. */
  readonly grantId: string | null;
}

/**
 * The time in a group that comes of what it rests on and of all grants, in the order in which they were paid
 * for: so it does not matter in which order they became known. Undefined if nothing came of them.
 */
export function runOf(
  base: (Base & { readonly startedAt: Date }) | null,
  grants: readonly Grant[],
  zone: string,
): Run | undefined {
  let run: Run | undefined = base
    ? { startedAt: base.startedAt, expiresAt: base.expiresAt, grantId: null }
    : undefined;
  for (const grant of grants.toSorted(byPayment)) run = withGrant(run, grant, zone);
  return run;
}

function withGrant(run: Run | undefined, grant: Grant, zone: string): Run | undefined {
  const { grantedAt, onRepurchase, id: grantId } = grant;
  if (!run || isOver(run, grantedAt)) {
    const expiresAt = endOf(grant, grantedAt, zone);
    return isOver({ expiresAt }, grantedAt) ? run : { startedAt: grantedAt, expiresAt, grantId };
  }
  if (run.expiresAt === null || onRepurchase === 'ignore') return run;

  const expiresAt = endOf(grant, onRepurchase === 'extend' ? run.expiresAt : grantedAt, zone);
  // Nobody loses time by buying more.
  return expiresAt === null || expiresAt > run.expiresAt ? { ...run, expiresAt, grantId } : run;
}

const endOf = ({ duration, until }: Validity, from: Date, zone: string): Date | null =>
  duration === null ? until : plusDuration(from, duration, zone);

const byPayment = (a: Grant, b: Grant): number =>
  a.grantedAt.getTime() - b.grantedAt.getTime() || compare(keyOf(a), keyOf(b));

const keyOf = ({ lineId, ruleId }: Grant): string => `${lineId}/${ruleId}`;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

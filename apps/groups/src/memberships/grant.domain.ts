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
  /** It began a time in the group for one of two customers who were merged since: beside what the other has it is no buying again. */
  readonly beganApart?: boolean;
}

/** What a time in a group rests on besides grants. */
type BaseOfRun = Base & { readonly startedAt: Date };

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
export function runOf(base: BaseOfRun | null, grants: readonly Grant[], zone: string): Run | undefined {
  return runsOf(base, grants, zone).at(-1)?.after ?? runOfBase(base);
}

/** What each grant made of the time in a group, in the order in which they were paid for. */
export function runsOf(
  base: BaseOfRun | null,
  grants: readonly Grant[],
  zone: string,
): { readonly grant: Grant; readonly before: Run | undefined; readonly after: Run | undefined }[] {
  let run = runOfBase(base);
  return grants.toSorted(byPayment).map((grant) => {
    const before = run;
    run = withGrant(before, grant, zone);
    return { grant, before, after: run };
  });
}

const runOfBase = (base: BaseOfRun | null): Run | undefined =>
  base ? { startedAt: base.startedAt, expiresAt: base.expiresAt, grantId: null } : undefined;

function withGrant(run: Run | undefined, grant: Grant, zone: string): Run | undefined {
  const { grantedAt, onRepurchase, id: grantId } = grant;
  if (!run || isOver(run, grantedAt)) {
    const expiresAt = endOf(grant, grantedAt, zone);
    return isOver({ expiresAt }, grantedAt) ? run : { startedAt: grantedAt, expiresAt, grantId };
  }
  if (run.expiresAt === null || isIgnored(grant)) return run;

  const expiresAt = endOf(grant, onRepurchase === 'extend' ? run.expiresAt : grantedAt, zone);
  // Nobody loses time by buying more.
  return expiresAt === null || expiresAt > run.expiresAt ? { ...run, expiresAt, grantId } : run;
}

// What two had bought lasts as long as the longer, as nobody loses time by being merged; it does not add up.
const isIgnored = ({ onRepurchase, beganApart = false }: Grant): boolean =>
  onRepurchase === 'ignore' && !beganApart;

const endOf = ({ duration, until }: Validity, from: Date, zone: string): Date | null =>
  duration === null ? until : plusDuration(from, duration, zone);

const byPayment = (a: Grant, b: Grant): number =>
  a.grantedAt.getTime() - b.grantedAt.getTime() || compare(keyOf(a), keyOf(b));

const keyOf = ({ lineId, ruleId }: Grant): string => `${lineId}/${ruleId}`;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Grants that came to nothing, as their rules ignore buying again. */
export const ignoredOf = (base: BaseOfRun | null, grants: readonly Grant[], zone: string): Grant[] =>
  runsOf(base, grants, zone).flatMap(({ grant, before, after }) =>
    before === after && isIgnored(grant) ? [grant] : [],
  );

/** Grants that began a time in the group, as their rules ignore buying again within one. */
export const begunOf = (base: BaseOfRun | null, grants: readonly Grant[], zone: string): Grant[] =>
  runsOf(base, grants, zone).flatMap(({ grant, before, after }) =>
    before !== after && grant.onRepurchase === 'ignore' ? [grant] : [],
  );

/** When a group was made the default: at all, and otherwise than by an order. */
export interface Choices {
  readonly defaultAt: Date | null;
  readonly chosenAt: Date | null;
}

/**
 * When a group was made the default by all that counts: what was chosen otherwise before, and the grants that count
 * since the time in the group began. `known` are those that may have made it what it is so far.
 */
export function choicesOf(
  { defaultAt, chosenAt }: Choices,
  known: readonly Grant[],
  counting: readonly Grant[],
  since: Date,
): Choices {
  const made = counting.filter(({ makesDefault, grantedAt }) => makesDefault && grantedAt >= since);
  const byOrder = known.some(
    ({ makesDefault, grantedAt }) => makesDefault && grantedAt.getTime() === defaultAt?.getTime(),
  );
  const chosen = byOrder ? chosenAt : defaultAt;
  return { defaultAt: latest([chosen, ...made.map(({ grantedAt }) => grantedAt)]), chosenAt: chosen };
}

const latest = (times: readonly (Date | null)[]): Date | null =>
  times.reduce((last, time) => (time && (!last || time > last) ? time : last), null);

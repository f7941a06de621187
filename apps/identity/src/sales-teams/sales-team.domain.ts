import type { FieldError, ResponsibilitiesFact, SalesTeamChanged } from '@clientele/contracts';
import { SalesTeamFull, SalesTeamPartUnknown } from './sales-teams.problems';

/** Each change tells all of them; a larger team is responsible for groups or segments. */
const MOST_RESPONSIBILITIES = 100_000;
const MOST_MEMBERS = 1_000;

/** As many responsibilities fit into one event with room to spare. */
const MOST_TOLD_TOGETHER = 10_000;

/** How large a team is. */
export interface TeamSize {
  readonly members: number;
  readonly responsibilities: number;
}

/** Throws if a team has grown too large. */
export function requireRoom({ members, responsibilities }: TeamSize): void {
  if (members <= MOST_MEMBERS && responsibilities <= MOST_RESPONSIBILITIES) return;
  const detail = `At most ${MOST_MEMBERS} members and ${MOST_RESPONSIBILITIES} responsibilities.`;
  throw new SalesTeamFull({ detail });
}

/** What a team is responsible for among some ids. */
export type ToldPart = Pick<SalesTeamChanged, 'responsibilities' | 'fromId' | 'beforeId'>;

/** What a team is responsible for, in parts that fit into events: each tells all there is from one id to another. */
export function partsToTell(
  all: readonly ResponsibilitiesFact[],
  most: number = MOST_TOLD_TOGETHER,
): readonly ToldPart[] {
  const ids = [...new Set(all.flatMap((one) => one.ids))].toSorted();
  if (ids.length <= most) return [{ responsibilities: [...all] }];
  const bounds = ids.filter((_, i) => i > 0 && i % most === 0);
  return [undefined, ...bounds].map((fromId, i) => {
    const beforeId = bounds[i];
    const isOfPart = (id: string) =>
      (fromId === undefined || id >= fromId) && (beforeId === undefined || id < beforeId);
    const responsibilities = all
      .map(({ kind, ids: some }) => ({ kind, ids: some.filter(isOfPart) }))
      .filter((one) => one.ids.length > 0);
    return { responsibilities, fromId, beforeId };
  });
}

/** Throws if something named is not known; `pointers` say where each is named. */
export function requireKnown(
  named: readonly string[],
  known: readonly string[],
  pointerOf: (index: number) => string,
): void {
  const there = new Set(known);
  const errors: FieldError[] = named.flatMap((key, i) =>
    there.has(key) ? [] : [{ pointer: pointerOf(i), code: 'unknown', message: 'There is no such thing.' }],
  );
  if (errors.length > 0) throw new SalesTeamPartUnknown({ errors });
}

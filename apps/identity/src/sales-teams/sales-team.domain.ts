import type { FieldError, ResponsibilitiesFact } from '@clientele/contracts';
import { SalesTeamFull, SalesTeamPartUnknown } from './sales-teams.problems';

/** As many as fit into one event with room to spare; a larger team is responsible for groups. */
export const MOST_RESPONSIBILITIES = 10_000;
export const MOST_MEMBERS = 1_000;

/** Throws if a team has grown too large. */
export function requireRoom({
  employeeIds,
  responsibilities,
}: {
  readonly employeeIds: readonly string[];
  readonly responsibilities: readonly ResponsibilitiesFact[];
}): void {
  const count = responsibilities.reduce((sum, { ids }) => sum + ids.length, 0);
  if (employeeIds.length > MOST_MEMBERS || count > MOST_RESPONSIBILITIES) {
    const detail = `At most ${MOST_MEMBERS} members and ${MOST_RESPONSIBILITIES} responsibilities.`;
    throw new SalesTeamFull({ detail });
  }
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

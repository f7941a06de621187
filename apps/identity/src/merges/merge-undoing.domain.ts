import type { CustomerState } from '../customers/customer-state.domain';
import { MergeErased, MergeGoesOn, MergeTooOld, MergeUndone } from './merges.problems';

/** For so long a merge can be undone. */
export const UNDO_DAYS = 30;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Throws unless a merge can be undone now. */
export function requireUndoable(
  merge: { readonly mergedAt: Date; readonly undoneAt: Date | null },
  from: CustomerState,
  into: CustomerState,
  now: Date,
): void {
  if (merge.undoneAt !== null) throw new MergeUndone();
  if (from === 'erased' || into === 'erased') throw new MergeErased();
  if (into === 'merged') throw new MergeGoesOn();
  if (now.getTime() > merge.mergedAt.getTime() + UNDO_DAYS * DAY_MS) throw new MergeTooOld();
}

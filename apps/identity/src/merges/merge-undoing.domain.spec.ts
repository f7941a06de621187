import { requireUndoable } from './merge-undoing.domain';
import { MergeErased, MergeGoesOn, MergeTooOld, MergeUndone } from './merges.problems';

const mergedAt = new Date('2026-11-22T10:00:00Z');
const merge = { mergedAt, undoneAt: null };
const after = (days: number, ms = 0) => new Date(mergedAt.getTime() + days * 86_400_000 + ms);

describe('a merge', () => {
  it('can be undone for thirty days', () => {
    expect(() => requireUndoable(merge, 'merged', 'open', after(30))).not.toThrow();
    expect(() => requireUndoable(merge, 'merged', 'blocked', after(1))).not.toThrow();
    expect(() => requireUndoable(merge, 'merged', 'open', after(30, 1))).toThrow(MergeTooOld);
  });

  it('can be undone once, and not after one of both was erased or the survivor went on', () => {
    expect(() => requireUndoable({ mergedAt, undoneAt: mergedAt }, 'open', 'open', after(1))).toThrow(
      MergeUndone,
    );
    expect(() => requireUndoable(merge, 'merged', 'erased', after(1))).toThrow(MergeErased);
    expect(() => requireUndoable(merge, 'erased', 'open', after(1))).toThrow(MergeErased);
    expect(() => requireUndoable(merge, 'merged', 'merged', after(1))).toThrow(MergeGoesOn);
  });
});

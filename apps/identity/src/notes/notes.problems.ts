import { defineProblem } from '@clientele/contracts';

export class NoteNotFound extends defineProblem('not-found', 'note-not-found', 'There is no such note') {}

/** What a note says is changed and deleted by its author alone. */
export class NoteOfAnother extends defineProblem(
  'forbidden',
  'note-of-another',
  'The note was written by somebody else',
) {}

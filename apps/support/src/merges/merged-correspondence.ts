import { Merges, rowsOf } from '@clientele/merging';

/** What merged customers have here. Threads take their mails along, so that only mails about accounts are left to move. */
export const mergedCorrespondence = new Merges([
  rowsOf('threads', { set: 'version = version + 1' }),
  rowsOf('mails'),
]);

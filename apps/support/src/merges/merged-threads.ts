import { Merges, rowsOf } from '@clientele/merging';

/** What merged customers have here. */
export const mergedThreads = new Merges([rowsOf('threads', { set: 'version = version + 1' })]);

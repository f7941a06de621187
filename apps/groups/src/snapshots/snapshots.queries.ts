import { statement } from '@clientele/database';

/** `(subject, now)`: has a subject told from the beginning. */
export const requestSnapshot = statement(
  'snapshots-request',
  `INSERT INTO snapshots (subject, told_until, requested_at) VALUES ($1, NULL, $2)
   ON CONFLICT (subject) DO UPDATE SET told_until = NULL, requested_at = excluded.requested_at`,
);

import { statement, type Tx } from '@clientele/database';
import type { Mistake } from './column.domain';
import type { ChunkRow } from './chunks';

/** Plans that are made in this transaction go by indexes, even where a table is empty yet: it grows, and they stay. */
export const useIndexes = statement('import-use-indexes', 'SET LOCAL enable_seqscan = off');

const claimKeys = statement<{ claimed: number }>(
  'import-keys-claim',
  `WITH claimed AS (
     INSERT INTO import_keys (job_id, key, row)
     SELECT $1, key, row FROM unnest($2::text[], $3::integer[]) AS k (key, row) ORDER BY row
     ON CONFLICT DO NOTHING RETURNING 1
   )
   SELECT count(*)::integer AS claimed FROM claimed`,
);

const holders = statement<{ key: string; row: number }>(
  'import-keys-holders',
  'SELECT key, row FROM import_keys WHERE job_id = $1 AND key = ANY ($2)',
);

const addMessages = statement(
  'import-messages-add',
  `INSERT INTO import_messages (job_id, row, position, "column", code, message)
   SELECT $1, row, position, "column", code, message
   FROM json_to_recordset($2::json) AS m (row integer, position integer, "column" text, code text, message text)`,
);

export const forgetKeys = statement('import-keys-forget', 'DELETE FROM import_keys WHERE job_id = $1');

export const messagesAfter = statement<{
  row: number;
  position: number;
  column: string | null;
  code: string;
  message: string;
}>(
  'import-messages-after',
  `SELECT row, position, "column", code, message FROM import_messages
   WHERE job_id = $1 AND (row, position) > ($2, $3) ORDER BY row, position LIMIT 1000`,
);

/** Takes note of what the rows of a large file are about; returns, by key, the row above that is about the same. */
export async function claim(
  tx: Tx,
  jobId: string,
  rows: readonly Pick<ChunkRow, 'row' | 'keys'>[],
): Promise<ReadonlyMap<string, number>> {
  const all = rows.flatMap(({ row, keys }) => keys.map(({ key }) => ({ row, key })));
  if (all.length === 0) return new Map();
  const claimed = await claimKeys.first(tx, [jobId, all.map(({ key }) => key), all.map(({ row }) => row)]);
  if (claimed?.claimed === all.length) return new Map();
  const found = await holders.rows(tx, [jobId, all.map(({ key }) => key)]);
  return new Map(found.map(({ key, row }) => [key, row]));
}

/** Puts into the report what is wrong with rows. */
export async function report(
  tx: Tx,
  jobId: string,
  wrong: readonly { readonly row: number; readonly mistakes: readonly Mistake[] }[],
): Promise<void> {
  const messages = wrong.flatMap(({ row, mistakes }) =>
    mistakes.map((mistake, position) => ({ row, position, ...mistake })),
  );
  if (messages.length > 0) await addMessages.rows(tx, [jobId, JSON.stringify(messages)]);
}

import { Database, statement, type Tx } from '@clientele/database';
import type { Readable } from 'node:stream';

const PART_BYTES = 1024 * 1024;

const keepPart = statement(
  'membership-batch-files-keep',
  'INSERT INTO membership_batch_files (job_id, part, content) VALUES ($1, $2, $3)',
);

const part = statement<{ content: Buffer }>(
  'membership-batch-files-part',
  'SELECT content FROM membership_batch_files WHERE job_id = $1 AND part = $2',
);

/** `(job)`: lets go of its file, if it has one. */
export const forgetFile = statement(
  'membership-batch-files-forget',
  'DELETE FROM membership_batch_files WHERE job_id = $1',
);

/** Keeps a file with the batch whose customers it names, where every replica finds it. */
export async function keepFile(tx: Tx, jobId: string, content: Readable): Promise<void> {
  let [parts, chunks, bytes]: [number, Buffer[], number] = [0, [], 0];
  const keep = async (): Promise<void> => {
    if (bytes > 0) await keepPart.rows(tx, [jobId, ++parts, Buffer.concat(chunks)]);
    [chunks, bytes] = [[], 0];
  };
  for await (const chunk of content as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= PART_BYTES) await keep();
  }
  await keep();
}

/** The file of a batch, with little of it in memory at a time. */
export async function* fileOf(db: Database, jobId: string): AsyncGenerator<Buffer> {
  for (let next = 1; ; next++) {
    const found = await part.first(db, [jobId, next]);
    if (!found) return;
    yield found.content;
  }
}

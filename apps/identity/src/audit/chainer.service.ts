import { Database, statement, type Tx } from '@clientele/database';
import { LooksEvery } from '@clientele/jobs';
import { Injectable } from '@nestjs/common';
import { CANONICAL } from './chain.sql';
import { FIRST_HASH, hashLink } from './hash-link';

const BATCH = 2_000;
/** Transactions that began before others may commit after them: so far back is looked each time, and now and then. */
const NEAR = 2_000;
const FAR = 100_000;
const FAR_EVERY_MS = 30_000;

const lock = statement<{ locked: boolean }>(
  'audit-chain-lock',
  `SELECT pg_try_advisory_xact_lock(hashtext('clientele audit chain')) AS locked`,
);

const head = statement<{ link: string; hash: Buffer; highest: string }>(
  'audit-chain-head',
  `SELECT link, hash, (SELECT max(position) FROM audit_links) AS highest
   FROM audit_links ORDER BY link DESC LIMIT 1`,
);

// Both sides begin at the same position, or the whole chain would be read once a second.
const unchained = statement<{ position: string; recordedAt: string; canonical: string }>(
  'audit-chain-unchained',
  `SELECT e.position, e.recorded_at::text AS "recordedAt", ${CANONICAL} AS canonical
   FROM audit_entries e
   WHERE e.position > $1 AND NOT EXISTS (SELECT FROM audit_links l WHERE l.position = e.position AND l.position > $1)
   ORDER BY e.position LIMIT ${BATCH}`,
);

const append = statement(
  'audit-chain-append',
  `INSERT INTO audit_links (link, position, recorded_at, hash)
   SELECT $1::bigint + n, position, recorded_at, hash
   FROM unnest($2::bigint[], $3::timestamptz[], $4::bytea[]) WITH ORDINALITY AS l (position, recorded_at, hash, n)`,
);

/**
 * Links entries soon after their commit, one process at a time: whoever writes an entry does not wait for the entry before,
 * as the chain would otherwise put all commits in one row.
 */
@Injectable()
export class ChainerService {
  private lookedFarAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly db: Database) {}

  @LooksEvery(1_000)
  async chain(): Promise<void> {
    const far = performance.now() - this.lookedFarAt > FAR_EVERY_MS;
    if (far) this.lookedFarAt = performance.now();
    while ((await this.db.transaction((tx) => chainBatch(tx, far ? FAR : NEAR))) === BATCH);
  }
}

async function chainBatch(tx: Tx, back: number): Promise<number> {
  if (!(await lock.first(tx))?.locked) return 0;
  const last = await head.first(tx);
  const rows = await unchained.rows(tx, [String(BigInt(last?.highest ?? 0) - BigInt(back))]);
  if (rows.length === 0) return 0;

  let hash = last?.hash ?? FIRST_HASH;
  const hashes = rows.map(({ canonical }) => (hash = hashLink(hash, canonical)));
  await append.rows(tx, [
    last?.link ?? '0',
    rows.map(({ position }) => position),
    rows.map(({ recordedAt }) => recordedAt),
    hashes,
  ]);
  return rows.length;
}

import { Database, statement } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import type { VerifyAuditQuery } from './audit.bodies';
import { AUDIT_MONTHS } from './audit-months.sql';
import type { AuditVerificationView } from './audit.views';
import { type Fault, faultsOf, type LinkToCheck } from './chain.domain';
import { CANONICAL } from './chain.sql';
import { FIRST_HASH, hashLink } from './hash-link';

const BATCH = 2_000;
const MOST_FAULTS = 100;

const links = statement<LinkToCheck & Record<string, unknown>>(
  'audit-links-to-check',
  `SELECT l.link, l.position, l.hash, CASE WHEN e.position IS NOT NULL THEN ${CANONICAL} END AS canonical,
          l.recorded_at < (SELECT min(first) FROM (${AUDIT_MONTHS}) AS months) AS pruned,
          sha256(convert_to(e.details::text, 'UTF8')) AS digest, e.details_digest AS "recordedDigest"
   FROM audit_links l LEFT JOIN audit_entries e ON e.position = l.position AND e.recorded_at = l.recorded_at
   WHERE l.link >= $1 ORDER BY l.link LIMIT $2`,
);

const before = statement<{ link: string; hash: Buffer }>(
  'audit-link-before',
  'SELECT link, hash FROM audit_links WHERE link < $1 ORDER BY link DESC LIMIT 1',
);

const head = statement<{ link: string; hash: string }>(
  'audit-links-head',
  `SELECT link, encode(hash, 'hex') AS hash FROM audit_links ORDER BY link DESC LIMIT 1`,
);

// Of the last hundred thousand entries, and so of all if this is asked often enough.
const unlinked = statement<{ count: number }>(
  'audit-entries-unlinked',
  `SELECT count(*)::integer AS count FROM audit_entries e
   WHERE e.position > (SELECT coalesce(max(position), 0) FROM audit_links) - 100000
     AND e.recorded_at < now() - interval '1 minute'
     AND NOT EXISTS (SELECT FROM audit_links l WHERE l.position = e.position
                       AND l.position > (SELECT coalesce(max(position), 0) FROM audit_links) - 100000)`,
);

/** Tells whether the log is as it was written. */
@Injectable()
export class VerificationService {
  constructor(private readonly db: Database) {}

  async verify({ from, limit, link, hash }: VerifyAuditQuery): Promise<AuditVerificationView> {
    const { checked, next, faults } = await this.check(from, limit);
    if (link !== undefined && hash !== undefined) faults.push(...(await this.compare(link, hash)));
    const last = await head.first(this.db);
    const waiting = (await unlinked.first(this.db))?.count ?? 0;
    return {
      intact: faults.length === 0 && waiting === 0,
      checked,
      nextLink: next,
      faults: faults.slice(0, MOST_FAULTS).map((fault) => ({ ...fault, link: Number(fault.link) })),
      unlinked: waiting,
      head: last ? { link: Number(last.link), hash: last.hash } : null,
    };
  }

  private async check(
    from: number,
    limit: number,
  ): Promise<{ checked: number; next: number | null; faults: Fault[] }> {
    const faults: Fault[] = [];
    const known = await before.first(this.db, [from]);
    // A chain that begins at its first link follows nothing; a pruned one begins where it is left.
    let previous = known && { link: BigInt(known.link), hash: known.hash };
    let checked = 0;
    for (let start = BigInt(from); checked < limit;) {
      const rows = await links.rows(this.db, [String(start), Math.min(BATCH, limit - checked)]);
      const last = rows.at(-1);
      if (!last) return { checked, next: null, faults };
      if (!previous && rows[0]?.link === '1') previous = { link: 0n, hash: FIRST_HASH };
      faults.push(...faultsOf(rows, previous, hashLink));
      previous = { link: BigInt(last.link), hash: last.hash };
      start = previous.link + 1n;
      checked += rows.length;
    }
    return { checked, next: Number((previous?.link ?? 0n) + 1n), faults };
  }

  /** A link that somebody noted: one that is gone or other now was cut off or written anew. */
  private async compare(link: number, hash: string): Promise<Fault[]> {
    const [known] = await links.rows(this.db, [String(link), 1]);
    if (known?.link !== String(link)) return [{ kind: 'link-missing', link: String(link), position: null }];
    if (known.hash.toString('hex') === hash.toLowerCase()) return [];
    return [{ kind: 'entry-altered', link: String(link), position: known.position }];
  }
}

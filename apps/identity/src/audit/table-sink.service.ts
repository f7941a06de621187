import { AuditSink } from '@clientele/audit';
import type { AuditEntryFact } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { hash, randomBytes } from 'node:crypto';

// What comes after the customer was erased, from another service or out of the buffer, must not bring its data back.
const LATE = `(service <> 'identity' OR "actorKind" IN ('contact', 'visitor'))
  AND EXISTS (SELECT FROM customers c WHERE c.id = "customerId" AND c.state = 'erased')`;

const insert = statement(
  'audit-entries-insert',
  `INSERT INTO audit_entries (id, at, shop_id, service, kind, actor_kind, actor_id, operation, resource_type,
                              resource_id, resource_ids, customer_id, customer_ids, times, details, details_digest)
   SELECT id, at, "shopId", service, kind, "actorKind", "actorId", operation, "resourceType",
          "resourceId", "resourceIds", "customerId", "customerIds", times, CASE WHEN ${LATE} THEN NULL ELSE details::json END, decode(digest, 'base64')
   FROM json_to_recordset($1::json) AS e (
     id uuid, at timestamptz, "shopId" uuid, service text, kind text, "actorKind" text, "actorId" text, operation text,
     "resourceType" text, "resourceId" text, "resourceIds" text[], "customerId" uuid, "customerIds" uuid[], times integer, details text, digest text)`,
);

/** Of a salt, and of its text: base64 without padding. */
const SALT_BYTES = 12;
const SALT_LENGTH = (SALT_BYTES / 3) * 4;

/** Keeps entries in the table, by one statement in the caller's transaction. */
@Injectable()
export class TableSink extends AuditSink {
  async write(tx: Tx, entries: readonly AuditEntryFact[]): Promise<void> {
    if (entries.length === 0) return;
    const salts = randomBytes(entries.length * SALT_BYTES).toString('base64');
    const rows = entries.map((entry, i) =>
      sealed(entry, salts.slice(i * SALT_LENGTH, (i + 1) * SALT_LENGTH)),
    );
    await insert.rows(tx, [JSON.stringify(rows)]);
  }
}

// Without salt a digest that stays would let one guess the details that are gone.
function sealed(entry: AuditEntryFact, salt: string): object {
  const salted = `{"salt":"${salt}"`;
  const details = entry.details === '{}' ? `${salted}}` : `${salted},${entry.details.slice(1)}`;
  return { ...entry, details, digest: hash('sha256', details, 'base64') };
}

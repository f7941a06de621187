import { AuditSink } from '@clientele/audit';
import type { AuditEntryFact } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { hash, randomBytes } from 'node:crypto';

// What comes after the customer was erased, from another service or out of the buffer, must not bring its data back.
const LATE = `(service <> 'identity' OR "actorKind" IN ('contact', 'visitor'))
  AND EXISTS (SELECT FROM customers c WHERE c.id = "customerId" AND c.state = 'erased')`;

// Details are JSON already, one in each line: inside the other JSON all of it would be escaped, and read twice.
const insert = statement(
  'audit-entries-insert',
  `INSERT INTO audit_entries (id, at, shop_id, service, kind, actor_kind, actor_id, operation, resource_type,
                              resource_id, resource_ids, customer_id, customer_ids, times, details, details_digest)
   SELECT id, at, "shopId", service, kind, "actorKind", "actorId", operation, "resourceType",
          "resourceId", "resourceIds", "customerId", "customerIds", times, CASE WHEN ${LATE} THEN NULL ELSE details END, decode(digest, 'base64')
   FROM ROWS FROM (
     json_to_recordset($1::json) AS (
       id uuid, at timestamptz, "shopId" uuid, service text, kind text, "actorKind" text, "actorId" text, operation text,
       "resourceType" text, "resourceId" text, "resourceIds" text[], "customerId" uuid, "customerIds" uuid[], times integer, digest text),
     unnest(string_to_array($2, E'\\n')::json[])
   ) AS e (id, at, "shopId", service, kind, "actorKind", "actorId", operation,
           "resourceType", "resourceId", "resourceIds", "customerId", "customerIds", times, digest, details)`,
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
    const details = entries.map((entry, i) =>
      salted(entry.details.replaceAll('\n', ' '), salts.slice(i * SALT_LENGTH, (i + 1) * SALT_LENGTH)),
    );
    const rows = entries.map((entry, i) => ({
      ...entry,
      details: undefined,
      digest: hash('sha256', details[i] ?? '', 'base64'),
    }));
    await insert.rows(tx, [JSON.stringify(rows), details.join('\n')]);
  }
}

// Without salt a digest that stays would let one guess the details that are gone.
const salted = (details: string, salt: string): string =>
  details === '{}' ? `{"salt":"${salt}"}` : `{"salt":"${salt}",${details.slice(1)}`;

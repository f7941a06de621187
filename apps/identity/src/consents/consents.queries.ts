import { type Actor, newId, type Principal } from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import { type ListQuery, type RawJson, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { requireCustomer } from '../customers/require-customer';
import { instant } from '../instants';
import type { ConsentChange, ConsentSource } from './consent.domain';
import type { ConsentsPageView } from './consents.views';

const insert = statement(
  'consent-changes-insert',
  `INSERT INTO consent_changes (id, customer_id, consent, given, source, actor_kind, actor_id, changed_at)
   SELECT id, customer_id, consent, given, $5, $6, $7, $8
   FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::boolean[]) AS n (id, customer_id, consent, given)`,
);

/** How and by whom consents were changed. */
export interface ConsentOccasion {
  readonly source: ConsentSource;
  readonly actor: Actor;
  readonly now: Date;
}

/** Records what customers consent to, and no longer consent to. */
export async function recordConsents(
  tx: Tx,
  changes: readonly (ConsentChange & { readonly customerId: string })[],
  { source, actor, now }: ConsentOccasion,
): Promise<void> {
  if (changes.length === 0) return;
  await insert.rows(tx, [
    changes.map(() => newId()),
    changes.map(({ customerId }) => customerId),
    changes.map(({ consent }) => consent),
    changes.map(({ given }) => given),
    ...[source, actor.kind, actor.id, now],
  ]);
}

const PAGE = {
  sortable: { changedAt: { sql: 'h.changed_at', type: 'timestamptz' } },
  defaultSort: '-changedAt',
  key: { sql: 'h.id', type: 'uuid' },
} as const;

/** SQL of change of consent `h`, as JSON. */
export const CONSENT_CHANGE_JSON = `json_build_object(
  'id', h.id, 'consent', h.consent, 'given', h.given, 'source', h.source,
  'actor', json_build_object('kind', h.actor_kind, 'id', h.actor_id), 'changedAt', ${instant('h.changed_at')})`;

// Evidence is never changed: what customers consented to that are part of $1 by now is looked up with them.
const WITH_MERGED = `
  WITH RECURSIVE merged (id) AS (
    SELECT $1::uuid UNION SELECT c.id FROM customers c JOIN merged m ON c.merged_into_id = m.id)
  SELECT id FROM merged`;

/** Reads who consented to what. */
@Injectable()
export class ConsentsQueries {
  constructor(private readonly db: Database) {}

  /** What a customer consented to, when and how; the latest first. */
  async list(
    { shopId }: Principal,
    customerId: string,
    query: ListQuery,
  ): Promise<RawJson<ConsentsPageView>> {
    await requireCustomer(this.db, shopId, customerId);
    const list = {
      page: PAGE,
      view: `${CONSENT_CHANGE_JSON}::text`,
      matches: `FROM consent_changes h WHERE h.customer_id IN (${WITH_MERGED})`,
    };
    return readRawPage(this.db, list, query, [customerId]);
  }
}

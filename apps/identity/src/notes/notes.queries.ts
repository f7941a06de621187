import type { Principal } from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import { type ListQuery, RawJson, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { requireCustomer } from '../customers/require-customer';
import { instant } from '../instants';
import { NoteNotFound } from './notes.problems';
import type { NotesPageView, NoteView } from './notes.views';

/** SQL of note `n`, as JSON. */
export const NOTE_JSON = `json_build_object(
  'id', n.id, 'customerId', n.customer_id,
  'author', json_build_object('kind', n.author_kind, 'id', n.author_id,
                              'name', (SELECT e.first_name || ' ' || e.last_name FROM employees e WHERE e.id = n.author_id)),
  'text', n.text, 'pinned', n.pinned, 'createdAt', ${instant('n.created_at')},
  'updatedAt', ${instant('n.updated_at')}, 'version', n.version)`;

const byId = statement<{ view: string; version: number }>(
  'notes-by-id',
  `SELECT ${NOTE_JSON}::text AS view, n.version FROM customer_notes n WHERE n.id = $1`,
);

/** One note. */
export async function readNote(tx: Tx, id: string): Promise<RawJson<NoteView>> {
  const row = await byId.first(tx, [id]);
  if (!row) throw new NoteNotFound();
  return new RawJson(row.view, row.version);
}

const PAGE = {
  sortable: {
    pinned: { sql: 'n.pinned', type: 'boolean' },
    createdAt: { sql: 'n.created_at', type: 'timestamptz' },
  },
  defaultSort: '-pinned,-createdAt',
  key: { sql: 'n.id', type: 'uuid' },
} as const;

/** Reads notes. */
@Injectable()
export class NotesQueries {
  constructor(private readonly db: Database) {}

  /** The notes about a customer: the pinned ones first, then the latest. */
  async list({ shopId }: Principal, customerId: string, query: ListQuery): Promise<RawJson<NotesPageView>> {
    await requireCustomer(this.db, shopId, customerId);
    const list = {
      page: PAGE,
      view: `${NOTE_JSON}::text`,
      matches: 'FROM customer_notes n WHERE n.customer_id = $1',
    };
    return readRawPage(this.db, list, query, [customerId]);
  }
}

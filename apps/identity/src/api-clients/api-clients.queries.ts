import type { Principal } from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import { type ListQuery, RawJson, type RawList, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { instant } from '../instants';
import { ApiClientNotFound } from './api-clients.problems';
import type { ApiClientsPageView, ApiClientView } from './api-clients.views';

const VIEW = `json_build_object(
  'id', c.id, 'name', c.name, 'scopes', c.scopes, 'enabled', c.enabled,
  'previousSecretExpiresAt', ${instant('c.previous_expires_at')}, 'createdAt', ${instant('c.created_at')},
  'version', c.version)::text`;

const CLIENTS: RawList = {
  page: {
    sortable: { createdAt: { sql: 'c.created_at', type: 'timestamptz' } },
    defaultSort: 'createdAt',
    key: { sql: 'c.id', type: 'uuid' },
  },
  view: VIEW,
  matches: 'FROM api_clients c WHERE c.shop_id = $1',
};

const byId = statement<{ view: string; version: number }>(
  'api-clients-by-id',
  `SELECT ${VIEW} AS view, c.version FROM api_clients c WHERE c.id = $2 AND c.shop_id = $1`,
);

/** One API client. */
export async function readApiClient(
  on: Database | Tx,
  shopId: string,
  id: string,
): Promise<RawJson<ApiClientView>> {
  const row = await byId.first(on, [shopId, id]);
  if (!row) throw new ApiClientNotFound();
  return new RawJson(row.view, row.version);
}

/** Reads API clients. */
@Injectable()
export class ApiClientsQueries {
  constructor(private readonly db: Database) {}

  get({ shopId }: Principal, id: string): Promise<RawJson<ApiClientView>> {
    return readApiClient(this.db, shopId, id);
  }

  list({ shopId }: Principal, query: ListQuery): Promise<RawJson<ApiClientsPageView>> {
    return readRawPage(this.db, CLIENTS, query, [shopId]);
  }
}

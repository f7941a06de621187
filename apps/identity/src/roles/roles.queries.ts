import type { Principal } from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import { type ListQuery, RawJson, type RawList, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { RoleNotFound } from './roles.problems';
import type { RolesPageView, RoleView } from './roles.views';

const VIEW = `json_build_object(
  'id', r.id, 'code', r.code, 'name', r.name, 'position', r.position, 'permissions', r.permissions,
  'twoFactorRequired', r.two_factor_required, 'version', r.version)::text`;

const byId = statement<{ view: string; version: number }>(
  'roles-by-id',
  `SELECT ${VIEW} AS view, r.version FROM roles r WHERE r.id = $2 AND r.shop_id = $1`,
);

/** One role. */
export async function readRole(on: Database | Tx, shopId: string, id: string): Promise<RawJson<RoleView>> {
  const row = await byId.first(on, [shopId, id]);
  if (!row) throw new RoleNotFound();
  return new RawJson(row.view, row.version);
}

const ROLES: RawList = {
  page: {
    sortable: { position: { sql: 'r.position', type: 'integer' } },
    defaultSort: 'position',
    key: { sql: 'r.id', type: 'uuid' },
  },
  view: VIEW,
  matches: 'FROM roles r WHERE r.shop_id = $1',
};

/** Reads roles. */
@Injectable()
export class RolesQueries {
  constructor(private readonly db: Database) {}

  /** One role. */
  get({ shopId }: Principal, id: string): Promise<RawJson<RoleView>> {
    return readRole(this.db, shopId, id);
  }

  /** A page of roles. */
  list({ shopId }: Principal, query: ListQuery): Promise<RawJson<RolesPageView>> {
    return readRawPage(this.db, ROLES, query, [shopId]);
  }
}

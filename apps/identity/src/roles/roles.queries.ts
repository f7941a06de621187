import type { Principal } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { type ListQuery, type RawJson, type RawList, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import type { RolesPageView } from './roles.views';

const ROLES: RawList = {
  page: {
    sortable: { position: { sql: 'r.position', type: 'integer' } },
    defaultSort: 'position',
    key: { sql: 'r.id', type: 'uuid' },
  },
  view: `json_build_object('id', r.id, 'code', r.code, 'name', r.name, 'position', r.position,
                           'permissions', r.permissions)::text`,
  matches: 'FROM roles r WHERE r.shop_id = $1',
};

/** Reads roles. */
@Injectable()
export class RolesQueries {
  constructor(private readonly db: Database) {}

  /** A page of roles. */
  list({ shopId }: Principal, query: ListQuery): Promise<RawJson<RolesPageView>> {
    return readRawPage(this.db, ROLES, query, [shopId]);
  }
}

import type { Principal } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { type ListQuery, type RawJson, type RawList, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import type { ProfilesPageView } from './profiles.views';

const PROFILES: RawList = {
  page: {
    sortable: { position: { sql: 'p.position', type: 'integer' } },
    defaultSort: 'position',
    key: { sql: 'p.id', type: 'uuid' },
  },
  view: `json_build_object('id', p.id, 'code', p.code, 'name', p.name, 'position', p.position,
                           'permissions', p.permissions)::text`,
  matches: 'FROM profiles p WHERE p.shop_id = $1',
};

/** Reads profiles. */
@Injectable()
export class ProfilesQueries {
  constructor(private readonly db: Database) {}

  /** A page of profiles. */
  list({ shopId }: Principal, query: ListQuery): Promise<RawJson<ProfilesPageView>> {
    return readRawPage(this.db, PROFILES, query, [shopId]);
  }
}

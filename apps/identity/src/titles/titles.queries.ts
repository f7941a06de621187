import type { Principal } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { type ListQuery, type RawJson, type RawList, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import type { TitlesPageView } from './titles.views';

const TITLES: RawList = {
  page: {
    sortable: { position: { sql: 't.position', type: 'integer' } },
    defaultSort: 'position',
    key: { sql: 't.id', type: 'uuid' },
  },
  view: `json_build_object('id', t.id, 'type', t.type, 'name', t.name, 'position', t.position)::text`,
  matches: 'FROM titles t WHERE t.shop_id = $1',
};

/** Reads titles. */
@Injectable()
export class TitlesQueries {
  constructor(private readonly db: Database) {}

  /** A page of titles. */
  list({ shopId }: Principal, query: ListQuery): Promise<RawJson<TitlesPageView>> {
    return readRawPage(this.db, TITLES, query, [shopId]);
  }
}

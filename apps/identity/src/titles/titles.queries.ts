import type { Principal } from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import { type ListQuery, RawJson, type RawList, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { TitlePicture } from './title-picture.entity';
import { PictureNotFound, TitleNotFound } from './titles.problems';
import type { TitlesPageView, TitleView } from './titles.views';

const TITLE_JSON = `json_build_object(
  'id', t.id, 'type', t.type, 'name', t.name, 'position', t.position,
  'picture', (SELECT json_build_object('width', p.width, 'height', p.height) FROM title_pictures p WHERE p.title_id = t.id),
  'version', t.version)::text`;

// The English one; where there is none, any.
const NAME = `lower(coalesce(t.name ->> 'en', (SELECT n.value FROM jsonb_each_text(t.name) n LIMIT 1))) COLLATE "C"`;

const TITLES: RawList = {
  page: {
    sortable: {
      position: { sql: 't.position', type: 'integer' },
      id: { sql: 't.id', type: 'uuid' },
      type: { sql: 't.type COLLATE "C"', type: 'text' },
      name: { sql: NAME, type: 'text' },
    },
    defaultSort: 'position',
    key: { sql: 't.id', type: 'uuid' },
  },
  view: TITLE_JSON,
  matches: 'FROM titles t WHERE t.shop_id = $1',
};

const byId = statement<{ view: string; version: number }>(
  'titles-by-id',
  `SELECT ${TITLE_JSON} AS view, t.version FROM titles t WHERE t.id = $1 AND t.shop_id = $2`,
);

/** One title of a shop. */
export async function readTitle(
  on: Database | Tx,
  { shopId }: Principal,
  id: string,
): Promise<RawJson<TitleView>> {
  const row = await byId.first(on, [id, shopId]);
  if (!row) throw new TitleNotFound();
  return new RawJson(row.view, row.version);
}

/** Reads titles. */
@Injectable()
export class TitlesQueries {
  constructor(private readonly db: Database) {}

  /** A page of titles. */
  list({ shopId }: Principal, query: ListQuery): Promise<RawJson<TitlesPageView>> {
    return readRawPage(this.db, TITLES, query, [shopId]);
  }

  get(caller: Principal, id: string): Promise<RawJson<TitleView>> {
    return readTitle(this.db, caller, id);
  }

  /** The picture of a title of any shop: it is for browsers, which show it without a token. */
  async picture(titleId: string): Promise<TitlePicture> {
    const picture = await this.db.manager.findOneBy(TitlePicture, { titleId });
    if (!picture) throw new PictureNotFound();
    return picture;
  }
}

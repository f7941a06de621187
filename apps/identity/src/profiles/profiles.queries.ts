import type { GrantedPermission, Principal } from '@clientele/contracts';
import {
  Database,
  dynamicStatement,
  type PageDefinition,
  pageSql,
  statement,
  toPage,
} from '@clientele/database';
import type { ListQuery } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { grantsOf } from '../permissions/grant.domain';
import { ProfileNotFound } from './profiles.problems';
import type { ProfilesPageView, ProfileView } from './profiles.views';

/** A profile as it is stored. */
interface ProfileRow {
  readonly id: string;
  readonly code: string | null;
  readonly name: Record<string, string>;
  readonly position: number;
  readonly permissions: readonly GrantedPermission[];
  readonly version: number;
}

const COLUMNS = 'p.id, p.code, p.name, p.position, p.permissions, p.version';

const PAGE: PageDefinition = {
  sortable: { position: { sql: 'p.position', type: 'integer' } },
  defaultSort: 'position',
  key: { sql: 'p.id', type: 'uuid' },
};

const byId = statement<ProfileRow & Record<string, unknown>>(
  'profiles-by-id',
  `SELECT ${COLUMNS} FROM profiles p WHERE p.id = $1 AND p.shop_id = $2`,
);

const count = statement<{ total: number }>(
  'profiles-count',
  'SELECT count(*)::integer AS total FROM profiles WHERE shop_id = $1',
);

/** Reads profiles. */
@Injectable()
export class ProfilesQueries {
  constructor(private readonly db: Database) {}

  async get({ shopId }: Principal, id: string): Promise<ProfileView> {
    const row = await byId.first(this.db, [id, shopId]);
    if (!row) throw new ProfileNotFound();
    return toView(row);
  }

  /** A page of profiles. */
  async list({ shopId }: Principal, query: ListQuery): Promise<ProfilesPageView> {
    const values: unknown[] = [shopId];
    const { cursorColumn, after, orderAndLimit } = pageSql(PAGE, query, values);
    const rows = await dynamicStatement<ProfileRow & { cursor: string }>(
      `SELECT ${cursorColumn}, ${COLUMNS} FROM profiles p WHERE p.shop_id = $1 AND ${after} ${orderAndLimit}`,
    ).rows(this.db, values);
    const { items, nextCursor } = toPage(rows, PAGE, query, toView);
    const counted = query.count ? await count.first(this.db, [shopId]) : undefined;
    return { items: [...items], nextCursor, ...counted };
  }
}

/** A profile as the API shows it. */
export const toView = ({ id, code, name, position, permissions, version }: ProfileRow): ProfileView => ({
  ...{ id, code, name, position, version },
  permissions: grantsOf(permissions),
});

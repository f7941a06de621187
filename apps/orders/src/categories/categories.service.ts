import { Audit, changesOf } from '@clientele/audit';
import { Clock } from '@clientele/config';
import type { Principal } from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import type { RawJson } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import type { PutCategoryBody } from './categories.bodies';
import { CategoryLoop, CategoryUnknown } from './categories.problems';
import { CategoriesQueries } from './categories.queries';
import type { CategoryView } from './categories.views';

// Two changes at once could otherwise make each of two categories part of the other, or miss what the other moves.
const lockTree = statement(
  'categories-lock',
  `SELECT pg_advisory_xact_lock(hashtextextended('categories ' || $1, 0))`,
);

const look = statement<{ known: boolean; loops: boolean }>(
  'categories-ancestors',
  `WITH RECURSIVE ancestors AS (
     SELECT id, parent_id FROM categories WHERE shop_id = $1 AND id = $2
     UNION
     SELECT c.id, c.parent_id FROM categories c JOIN ancestors a ON c.id = a.parent_id WHERE c.shop_id = $1)
   SELECT EXISTS (SELECT FROM ancestors) AS known, EXISTS (SELECT FROM ancestors WHERE id = $3) AS loops`,
);

const known = statement<{ name: string; parentId: string | null }>(
  'categories-known',
  'SELECT name, parent_id AS "parentId" FROM categories WHERE shop_id = $1 AND id = $2',
);

const put = statement(
  'categories-put',
  `INSERT INTO categories (shop_id, id, name, parent_id, version, created_at, updated_at)
   VALUES ($1, $2, $3, $4, 1, $5, $5)
   ON CONFLICT (shop_id, id) DO UPDATE
   SET name = excluded.name, parent_id = excluded.parent_id, version = categories.version + 1,
       updated_at = excluded.updated_at`,
);

/** Keeps the categories that the storefront pushes. */
@Injectable()
export class CategoriesService {
  constructor(
    private readonly db: Database,
    private readonly queries: CategoriesQueries,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  put(
    caller: Principal,
    id: string,
    { name, parentId = null }: PutCategoryBody,
  ): Promise<RawJson<CategoryView>> {
    return this.db.transaction(async (tx) => {
      await lockTree.rows(tx, [caller.shopId]);
      if (parentId !== null) await this.checkParent(tx, caller.shopId, id, parentId);
      const before = await known.first(tx, [caller.shopId, id]);
      await put.rows(tx, [caller.shopId, id, name, parentId, this.clock.now()]);
      await this.audit.add(tx, caller, {
        ...{ operation: 'categories.put', resource: { type: 'categories', id } },
        ...(before ? changesOf(before, { name, parentId }) : { after: { name, parentId } }),
      });
      return this.queries.get(caller, id, tx);
    });
  }

  private async checkParent(tx: Tx, shopId: string, id: string, parentId: string): Promise<void> {
    const pointer = '/parentId';
    if (parentId === id)
      throw new CategoryLoop({
        errors: [{ pointer, code: 'loop', message: 'This is the category itself.' }],
      });
    const seen = await look.first(tx, [shopId, parentId, id]);
    if (!seen?.known)
      throw new CategoryUnknown({
        errors: [{ pointer, code: 'category-unknown', message: `There is no category ${parentId}.` }],
      });
    if (seen.loops)
      throw new CategoryLoop({
        errors: [{ pointer, code: 'loop', message: `${parentId} is part of ${id}.` }],
      });
  }
}

import { TEST_SHOP } from '@clientele/testing';
import { between, differingSql, type Evaluated, updateSql } from '../src/segments/membership-sql';
import { SegmentShop } from './segment-shop';

const CUSTOMERS = 3_000;
const MOMENT = { now: new Date(), zone: 'Europe/Paris', today: '2026-06-01' };
const ALL = between('00000000-0000-0000-0000-000000000000');

interface Plan {
  readonly 'Node Type': string;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly Plans?: readonly Plan[];
}

const nodesOf = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

describe('looking at customers for a segment that Postgres takes for empty', () => {
  let shop: SegmentShop;
  let segment: Evaluated;

  beforeAll(async () => {
    shop = await SegmentShop.open();
    const definition = { rule: { fact: 'country', operator: 'equals', value: 'FR' } };
    const [known, id] = [await shop.segment(definition), await shop.segment(definition)];
    const { manager } = shop.service.db;
    await manager.query(
      `INSERT INTO customer_facts (customer_id, shop_id, country, is_open)
       SELECT gen_random_uuid(), $1, CASE WHEN n % 3 = 0 THEN 'DE' ELSE 'FR' END, true FROM generate_series(1, ${CUSTOMERS}) n`,
      [TEST_SHOP],
    );
    const enter = (segmentId: string, condition: string) =>
      manager.query(
        `INSERT INTO segment_members (segment_id, customer_id, source, entered_at)
         SELECT $1, customer_id, 'rule', now() FROM customer_facts WHERE ${condition}`,
        [segmentId],
      );
    await enter(known, 'true');
    await manager.query('ANALYZE customer_facts, segment_members');
    await enter(id, `country = 'DE'`);
    segment = {
      ...{ id, shopId: TEST_SHOP, rule: definition.rule, includedGroupIds: [], excludedGroupIds: [] },
    } as Evaluated;
  });

  afterAll(() => shop.close());

  it.each([
    ['finds who differs', () => differingSql(segment, ALL, MOMENT, 5_000)],
    ['brings up to date who is in it', () => updateSql(segment, ALL, MOMENT, 'definition')],
  ])('%s without comparing each with each', async (_what, statement) => {
    const { sql, values } = statement();

    const plans = await shop.service.db.transaction(async (tx) => {
      const [row] = await tx.query<[{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }]>(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
        [...values],
      );
      await tx.query('ROLLBACK');
      return row['QUERY PLAN'];
    });

    const nodes = plans.flatMap(({ Plan }) => nodesOf(Plan));
    const compared = nodes.map((node) => node['Rows Removed by Join Filter'] ?? 0);
    expect(nodes.map((node) => node['Node Type'])).toContain('Hash Join');
    expect(Math.max(...compared)).toBeLessThan(10 * CUSTOMERS);
  });
});

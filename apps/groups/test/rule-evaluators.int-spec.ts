import { Database, dataSourceFor } from '@clientele/database';
import { createDatabase, TEST_SHOP } from '@clientele/testing';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { groupsSchema } from '../src/groups.schema';
import { holds } from '../src/segments/evaluation.domain';
import { nextChange } from '../src/segments/explanation.domain';
import { type KnownCustomer, readKnownFacts } from '../src/segments/known-facts.queries';
import { passingSql } from '../src/segments/passing.domain';
import { conditionsOf, type Rule } from '../src/segments/rule';
import { checkRule } from '../src/segments/rule-check.domain';
import { Parameters, sqlOf } from '../src/segments/rule-sql.domain';
import { type Moment, momentOf } from '../src/shops/shop-day.domain';
import { insertFacts } from './insert-facts';
import { NOW, someBoughtOften, someFacts, someMoment, someRule } from './random-rules';

const CUSTOMERS = 80;

/** Of a statement that is joined with as many tables as it may be. */
class Crowded extends Parameters {
  override join(): number {
    return 0;
  }
}

describe('the two evaluators of rules', () => {
  let source: DataSource;
  let customers: readonly KnownCustomer[];

  beforeAll(async () => {
    const settings = { databaseUrl: await createDatabase(), databasePoolSize: 2 };
    source = await dataSourceFor(settings, groupsSchema).initialize();
    await source.runMigrations();
    const db = new Database(source);
    const facts = fc
      .sample(someFacts, { numRuns: CUSTOMERS, seed: 7 })
      .map((some) => ({ ...some, id: uuidv7() }));
    await db.transaction((tx) => insertFacts(tx, facts));
    customers = await readKnownFacts(
      db,
      TEST_SHOP,
      facts.map(({ id }) => id),
    );
  });

  afterAll(() => source.destroy());

  const moment = momentOf(NOW, 'Europe/Paris');
  const found = async (rule: Rule, at: Moment, parameters = new Parameters()): Promise<string[]> => {
    const sql = `SELECT customer_id AS id FROM customer_facts f WHERE ${sqlOf(rule, at, parameters)}`;
    return (await source.query<{ id: string }[]>(sql, parameters.values)).map(({ id }) => id).toSorted();
  };
  const reckoned = (rule: Rule, at: Moment): string[] =>
    customers
      .filter((facts) => holds(rule, facts, at))
      .map(({ customerId }) => customerId)
      .toSorted();

  const RULES = [
    ['any rule', someRule],
    ['what is bought often within a time', someBoughtOften],
  ] as const;

  it.each(RULES)('agree on %s and any facts, missing values included', async (_, rules) => {
    await fc.assert(
      fc.asyncProperty(rules, someMoment, async (rule, at) => {
        expect(checkRule(rule, '')).toEqual({ rule });
        expect(await found(rule, at)).toEqual(reckoned(rule, at));
        expect(await found(rule, at, new Crowded())).toEqual(reckoned(rule, at));
      }),
      { numRuns: 250 },
    );
  });

  it('hold a rule or its opposite for everybody', async () => {
    await fc.assert(
      fc.asyncProperty(someRule, someMoment, async (rule, at) => {
        const [does, doesNot] = [await found(rule, at), await found({ not: rule }, at)];

        expect([...does, ...doesNot].toSorted()).toEqual(
          customers.map(({ customerId }) => customerId).toSorted(),
        );
      }),
      { numRuns: 100 },
    );
  });

  it.each(RULES)(
    'find by the passing of time all for whom %s comes to something else by it',
    async (_, rules) => {
      const hours = fc.integer({ min: 0, max: 20 * 24 });
      await fc.assert(
        fc.asyncProperty(rules, someMoment, hours, async (rule, moment, later) => {
          const to = momentOf(new Date(moment.now.getTime() + later * 3_600_000), moment.zone);
          const parameters = new Parameters();
          const parts = conditionsOf(rule).flatMap((one) => passingSql(one, moment, to, parameters) ?? []);
          const rows: { id: string }[] =
            parts.length > 0
              ? await source.query(
                  `SELECT customer_id AS id FROM (${parts.join(' UNION ')}) p`,
                  parameters.values,
                )
              : [];
          const passed = new Set(rows.map(({ id }) => id));

          const changed = customers.filter((facts) => holds(rule, facts, moment) !== holds(rule, facts, to));

          for (const { customerId } of changed) expect(passed).toContain(customerId);
        }),
        { numRuns: 200 },
      );
    },
  );

  it.each(RULES)('say the instant of the next change of %s to the millisecond', (_, rules) => {
    fc.assert(
      fc.property(rules, fc.constantFrom(...customers), someMoment, (rule, facts, moment) => {
        const at = nextChange(rule, facts, moment);
        if (!at) return;
        const before = momentOf(new Date(at.getTime() - 1), moment.zone);

        expect(holds(rule, facts, before)).toBe(holds(rule, facts, moment));
        expect(holds(rule, facts, momentOf(at, moment.zone))).not.toBe(holds(rule, facts, moment));
      }),
      { numRuns: 200 },
    );
  });

  it('never let a value into the text of a statement', () => {
    fc.assert(
      fc.property(someRule, (rule) => {
        const parameters = new Parameters();
        const sql = sqlOf(rule, moment, parameters);

        expect(sql).not.toMatch(/DROP|O'Neill|75001|0198c0de/);
        expect(new Set(sql.match(/\$\d+/g))).toHaveProperty('size', parameters.values.length);
      }),
    );
  });
});

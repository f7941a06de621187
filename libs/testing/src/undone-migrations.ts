import { dataSourceFor, type Schema } from '@clientele/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createDatabase } from './databases';

/** What a database consists of, each with its definition; of views and functions what they take and give. */
const EVERYTHING = `
  SELECT format('column %s.%s %s%s%s', a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod),
                CASE WHEN a.attnotnull THEN ' NOT NULL' END, ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)) AS part
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT format('constraint %s of %s %s', conname, conrelid::regclass, pg_get_constraintdef(oid))
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
  UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT 'view ' || viewname FROM pg_views WHERE schemaname = 'public'
  UNION ALL SELECT 'sequence ' || sequencename FROM pg_sequences WHERE schemaname = 'public'
  UNION ALL SELECT format('function %s %s', p.oid::regprocedure, pg_get_function_result(p.oid)) FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  ORDER BY 1`;

/** Does all migrations of a schema and undoes them one by one; tells after which the database is not as it was before it. */
export async function leftByUndoing(schema: Schema): Promise<string[]> {
  const settings = { databaseUrl: await createDatabase(), databasePoolSize: 2 };
  const source = await dataSourceFor(settings, schema).initialize();
  const runner = source.createQueryRunner();
  try {
    const before: { readonly migration: MigrationInterface; readonly parts: ReadonlySet<string> }[] = [];
    for (const migration of source.migrations.toSorted((a, b) => timeOf(a) - timeOf(b))) {
      before.push({ migration, parts: await partsOf(runner) });
      await migration.up(runner);
    }
    const left: string[] = [];
    for (const { migration, parts } of before.toReversed()) {
      await migration.down(runner);
      const after = await partsOf(runner);
      const differences = [
        ...[...parts].filter((part) => !after.has(part)).map((part) => `lacks ${part}`),
        ...[...after].filter((part) => !parts.has(part)).map((part) => `keeps ${part}`),
      ];
      left.push(...differences.map((part) => `${migration.constructor.name}: ${part}`));
      if (differences.length > 0) break;
    }
    return left;
  } finally {
    await runner.release();
    await source.destroy();
  }
}

const timeOf = (migration: MigrationInterface): number => Number(migration.constructor.name.slice(-13));

async function partsOf(runner: QueryRunner): Promise<ReadonlySet<string>> {
  const rows: { readonly part: string }[] = await runner.query(EVERYTHING);
  return new Set(rows.map(({ part }) => part));
}

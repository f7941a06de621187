import type { Tx } from '@clientele/database';
import { type EndedJob, type JobHandler, RunsJobs } from '@clientele/jobs';
import { Injectable } from '@nestjs/common';
import { readCustomerSettings } from '../customer-settings/customer-settings.queries';
import { normalizeEmail } from '../emails/email';
import { type CustomerMatch, customerColumns, isCustomerMatch } from './customer-columns.domain';
import {
  type CustomerPlan,
  type KnownCustomer,
  keysOfCustomer,
  planCustomer,
  type TakenKeys,
  takenKeys,
} from './customer-plan.domain';
import { CustomersWriter } from './customers-writer.service';
import { lockCustomers, takenBy } from './customers-import.queries';
import type { Outcome } from './import-outcome.domain';
import { type ImportInput, type ImportJob, ImportRun } from './import-run.service';
import type { ImportContext, ImportTarget } from './import-target';
import type { Fields, Row } from './rows.domain';
import { titlesByName } from './titles.queries';

/** Imports customers, a few statements for hundreds of them. */
@Injectable()
@RunsJobs('customers-import')
export class CustomersImport implements JobHandler, ImportTarget {
  constructor(
    private readonly runs: ImportRun,
    private readonly writer: CustomersWriter,
  ) {}

  run(job: ImportJob): Promise<void> {
    return this.runs.run(job, this);
  }

  ended(tx: Tx, job: EndedJob<ImportInput>): Promise<void> {
    return this.runs.ended(tx, job);
  }

  columns(match: string) {
    return customerColumns(matchOf(match));
  }

  keysOf(fields: Fields): readonly string[] {
    return keysOfCustomer(fields);
  }

  async apply(tx: Tx, context: ImportContext, rows: readonly Row[]): Promise<readonly Outcome[]> {
    const titled = await withTitles(tx, context.shopId, rows);
    const good = titled.flatMap((row) => ('code' in row ? [] : [row]));
    const known = await knownBy(tx, context, good);
    const taken = await takenIn(tx, context.shopId, good);
    const { b2b } = await readCustomerSettings(tx, context.shopId);
    const rules = { mode: context.mode, b2b, taken };
    const plans = titled.map((row) =>
      'code' in row ? row : planCustomer(row.fields, known.get(row.row), rules),
    );
    if (!context.dryRun) await this.writer.write(tx, context, plans);
    return plans.map(outcomeOf);
  }
}

const matchOf = (match: string): CustomerMatch => (isCustomerMatch(match) ? match : 'email');

function outcomeOf(plan: CustomerPlan): Outcome {
  if (plan === 'unchanged' || 'code' in plan) return plan;
  return 'create' in plan ? 'created' : 'updated';
}

/** The rows with ids of titles instead of names. */
async function withTitles(tx: Tx, shopId: string, rows: readonly Row[]) {
  if (!rows.some(({ fields }) => typeof fields['title'] === 'string')) return rows.map(untitled);
  const idsOf = await titlesByName(tx, shopId);
  return rows.map((row) => {
    const { title, ...fields } = row.fields;
    if (typeof title !== 'string') return untitled(row);
    const [titleId, another] = idsOf(title);
    if (titleId === undefined)
      return { column: 'title', code: 'title-unknown', message: `There is no title ${title}.` };
    if (another !== undefined)
      return { column: 'title', code: 'title-ambiguous', message: `There are several titles ${title}.` };
    return { row: row.row, fields: { ...fields, titleId } };
  });
}

function untitled({ row, fields: { title, ...fields } }: Row): Row {
  return { row, fields: title === null ? { ...fields, titleId: null } : fields };
}

async function knownBy(
  tx: Tx,
  { shopId, match }: ImportContext,
  rows: readonly Row[],
): Promise<ReadonlyMap<number, KnownCustomer>> {
  const by = matchOf(match);
  const wanted = rows.flatMap(({ row, fields }) => {
    const value = fields[by];
    if (typeof value !== 'string') return [];
    return [{ row, key: by === 'email' ? normalizeEmail(value) : value }];
  });
  const found = await lockCustomers[by].rows(tx, [shopId, JSON.stringify(wanted)]);
  return new Map(found.map(({ row, customer }) => [row, customer]));
}

async function takenIn(tx: Tx, shopId: string, rows: readonly Row[]): Promise<TakenKeys> {
  const all = (field: string): string[] =>
    rows.flatMap(({ fields }) => (typeof fields[field] === 'string' ? [fields[field]] : []));
  const emails = all('email').flatMap((email) => normalizeEmail(email) ?? []);
  const taken = await takenBy.rows(tx, [shopId, emails, all('externalReference'), all('number')]);
  return takenKeys(taken);
}

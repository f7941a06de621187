import type { Tx } from '@clientele/database';
import { type EndedJob, type JobHandler, RunsJobs } from '@clientele/jobs';
import { Injectable } from '@nestjs/common';
import { readCustomerSettings } from '../customer-settings/customer-settings.queries';
import { countriesOf } from '../customers/countries.queries';
import { hasRules } from '../customers/registration-number.domain';
import { normalizeEmail } from '../emails/email';
import { customerColumns } from './customer-columns.domain';
import {
  type CustomerPlan,
  keysOfCustomer,
  planCustomer,
  type TakenKeys,
  takenKeys,
} from './customer-plan.domain';
import { CustomersWriter } from './customers-writer.service';
import { knownCustomers, takenBy } from './customers-import.queries';
import { formCheck } from './form-check';
import type { Outcome } from './import-outcome.domain';
import type { ImportInput, ImportJob } from './import-job';
import { ImportRun } from './import-run.service';
import type { ImportContext, ImportPlan, ImportTarget } from './import-target';
import type { Fields, Row, RowKey } from './rows.domain';
import { matchOf } from './person-columns.domain';
import { withShops, withTitles } from './names.queries';

/** Imports customers, a few statements for hundreds of them. */
@Injectable()
@RunsJobs('customers-import')
export class CustomersImport implements JobHandler, ImportTarget {
  readonly form = 'customer';
  readonly plansAhead = true;

  constructor(
    private readonly runs: ImportRun,
    private readonly writer: CustomersWriter,
  ) {}

  run(job: ImportJob): Promise<void> {
    return this.runs.run(job, this);
  }

  async ended(tx: Tx, job: EndedJob<ImportInput>): Promise<void> {
    await this.writer.ended(tx, job.shopId, job.input);
    await this.runs.ended(tx, job);
  }

  columns(match: string) {
    return customerColumns(match);
  }

  neededColumns(match: string): readonly string[] {
    return [matchOf(match)];
  }

  keysOf(fields: Fields): readonly RowKey[] {
    return keysOfCustomer(fields);
  }

  async plan(tx: Tx, context: ImportContext, rows: readonly Row[]): Promise<ImportPlan> {
    const { shopId } = context;
    const named = await withShops(tx, shopId, await withTitles(tx, shopId, rows));
    const good = named.flatMap((row) => ('code' in row ? [] : [row]));
    const [known, taken, settings] = await Promise.all([
      knownCustomers(tx, context, good, matchOf(context.match)),
      takenIn(tx, shopId, good),
      readCustomerSettings(tx, shopId),
    ]);
    const ids = [...known.values()].map(({ id }) => id);
    const check = await formCheck(tx, 'customer', context, ids);
    const countries = hasRules(settings) ? await countriesOf(tx, ids) : new Map<string, string>();
    const rules = { mode: context.mode, settings, taken, check, countries };
    const plans = named.map((row) =>
      'code' in row ? row : planCustomer(row.fields, known.get(row.row), rules),
    );
    const write = context.dryRun ? async () => undefined : this.writer.prepare(context, plans);
    return { outcomes: plans.map(outcomeOf), write };
  }
}

function outcomeOf(plan: CustomerPlan): Outcome {
  if (plan === 'unchanged' || 'code' in plan) return plan;
  return 'create' in plan ? 'created' : 'updated';
}

async function takenIn(tx: Tx, shopId: string, rows: readonly Row[]): Promise<TakenKeys> {
  const all = (field: string): string[] =>
    rows.flatMap(({ fields }) => (typeof fields[field] === 'string' ? [fields[field]] : []));
  const emails = all('email').flatMap((email) => normalizeEmail(email) ?? []);
  const taken = await takenBy.rows(tx, [shopId, emails, all('externalReference'), all('number')]);
  return takenKeys(taken);
}

import { Database, type PageDefinition } from '@clientele/database';
import { RunsJobs } from '@clientele/jobs';
import { Injectable } from '@nestjs/common';
import { dayOf } from '../customers/age.domain';
import { addFilters, sourceOf } from '../customers/customer-list.queries';
import type { CustomerFilters } from '../customers/customers.bodies';
import { Filters } from '../filters';
import { instant } from '../instants';
import { CUSTOMER_COLUMNS } from '../imports/customer-columns.domain';
import { CUSTOMER_CELLS } from '../imports/customers-import.queries';
import { ExportHandler } from './export-handler';
import { ExportRun } from './export-run.service';
import { type ExportContext, type ExportRows, fieldsWith, oneRow } from './export-source';
import { titleTexts } from './names-export.queries';

const CELLS: Readonly<Record<string, string>> = {
  ...CUSTOMER_CELLS,
  number: 'c.number::text',
  title: 'd.titles->>c.title_id::text',
};

/** What is not imported, and exported if asked for. */
const SHOWN: Readonly<Record<string, string>> = {
  customerId: 'c.id',
  isGuest: 'c.is_guest',
  state: 'c.state',
  age: "date_part('year', age(d.today, c.birthday))",
  ordersCount: 'f.orders_count',
  totalSpent: 'trim_scale(f.total_spent)::text',
  updatedAt: instant('c.updated_at'),
};

// Numbers are unique within a shop and do not change.
const PAGE: PageDefinition = {
  sortable: { number: { sql: 'c.number', type: 'bigint' } },
  defaultSort: 'number',
  key: { sql: 'c.number', type: 'bigint' },
};

/** Exports customers. */
@Injectable()
@RunsJobs('customers-export')
export class CustomersExport extends ExportHandler {
  readonly full = fieldsWith(CUSTOMER_COLUMNS, CELLS);
  readonly cells = { ...CELLS, ...SHOWN };
  readonly own = { form: 'customer', values: 'c.custom' } as const;

  constructor(
    runs: ExportRun,
    private readonly db: Database,
  ) {
    super(runs);
  }

  async rows({
    shopId,
    seenBy,
    filters,
    language,
    now,
  }: ExportContext<CustomerFilters>): Promise<ExportRows> {
    const today = dayOf(now);
    const titles = await titleTexts(this.db, shopId, language);
    const { sql, parameters } = addFilters(new Filters([today, titles]), { shopId, seenBy }, filters, today);
    const matches = `FROM ${sourceOf({})}, (SELECT $1::date AS today, $2::jsonb AS titles) d WHERE ${sql}`;
    return { page: PAGE, view: oneRow, matches, parameters };
  }
}

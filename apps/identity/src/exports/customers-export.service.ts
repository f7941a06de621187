import { Database, type PageDefinition } from '@clientele/database';
import { RunsJobs } from '@clientele/jobs';
import { Injectable } from '@nestjs/common';
import { dayOf } from '../customers/age.domain';
import { addFilters, sourceShown } from '../customers/customer-list.queries';
import type { CustomerFilters } from '../customers/customers.bodies';
import { Filters } from '../filters';
import { instant } from '../instants';
import { CUSTOMER_COLUMNS } from '../imports/customer-columns.domain';
import { CUSTOMER_CELLS } from '../imports/customers-import.queries';
import { ExportHandler } from './export-handler';
import { ExportRun } from './export-run.service';
import { type ExportContext, type ExportRows, fieldsWith, oneRow } from './export-source';
import { shopTexts, titleTexts } from './names-export.queries';

const CELLS: Readonly<Record<string, string>> = {
  ...CUSTOMER_CELLS,
  number: 'c.number::text',
  title: 'd.titles->>c.title_id::text',
  // Of those of the main shop it is empty, so that an import says the same whatever that is called there.
  registeredShop: 'd.shops->>c.registered_shop_id::text',
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
  readonly full = fieldsWith(CUSTOMER_COLUMNS, CELLS).filter((field) => field !== 'registeredShop');
  readonly cells = { ...CELLS, ...SHOWN };
  readonly own = { form: 'customer', values: 'c.custom' } as const;

  constructor(
    runs: ExportRun,
    private readonly db: Database,
  ) {
    super(runs);
  }

  /** Where customers registered is told as soon as there are several shops. */
  override async more(shopId: string): Promise<readonly string[]> {
    return Object.keys(await shopTexts(this.db, shopId)).length > 0 ? ['registeredShop'] : [];
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
    const shops = await shopTexts(this.db, shopId);
    const given = new Filters([today, titles, shops]);
    const { sql, parameters } = addFilters(given, { shopId, seenBy }, filters, today);
    const texts = '(SELECT $1::date AS today, $2::jsonb AS titles, $3::jsonb AS shops) d';
    const matches = `FROM ${sourceShown({})}, ${texts} WHERE ${sql}`;
    return { page: PAGE, view: oneRow, matches, parameters };
  }
}

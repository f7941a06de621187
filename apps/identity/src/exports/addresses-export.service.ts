import type { PageDefinition } from '@clientele/database';
import { RunsJobs } from '@clientele/jobs';
import { isSeen } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { addressFilters } from '../addresses/addresses.queries';
import { ADDRESS_COLUMNS } from '../imports/address-columns.domain';
import { instant } from '../instants';
import { ExportHandler } from './export-handler';
import { ExportRun } from './export-run.service';
import { type ExportContext, type ExportRows, fieldsWith, oneRow } from './export-source';
import type { AddressFilters } from './exports.bodies';

const CELLS: Readonly<Record<string, string>> = {
  customerNumber: 'c.number::text',
  customerReference: 'c.external_reference',
  customerEmail: 'c.email',
  alias: 'a.alias',
  company: 'a.company',
  firstName: 'a.first_name',
  lastName: 'a.last_name',
  line1: 'a.line1',
  line2: 'a.line2',
  postcode: 'a.postcode',
  city: 'a.city',
  region: 'a.region',
  country: 'a.country',
  phone: 'a.phone',
  mobilePhone: 'a.mobile_phone',
  vatNumber: 'a.vat_number',
  identificationNumber: 'a.identification_number',
  note: 'a.note',
  defaultDelivery: 'a.default_delivery',
  defaultInvoice: 'a.default_invoice',
};

/** What is not imported, and exported if asked for. */
const SHOWN: Readonly<Record<string, string>> = {
  addressId: 'a.id',
  customerId: 'a.customer_id',
  createdAt: instant('a.created_at'),
  updatedAt: instant('a.updated_at'),
};

// The order in which an import of the file makes them again.
const PAGE: PageDefinition = {
  sortable: { createdAt: { sql: 'a.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  key: { sql: 'a.id', type: 'uuid' },
};

/** Exports the addresses of open customers. */
@Injectable()
@RunsJobs('addresses-export')
export class AddressesExport extends ExportHandler {
  readonly full = fieldsWith(ADDRESS_COLUMNS, CELLS);
  readonly cells = { ...CELLS, ...SHOWN };
  readonly own = { form: 'address', values: 'a.custom' } as const;

  constructor(runs: ExportRun) {
    super(runs);
  }

  async rows({ shopId, seenBy, filters }: ExportContext<AddressFilters>): Promise<ExportRows> {
    const { sql, parameters } = addressFilters(shopId, filters).where(seenBy, (p) =>
      isSeen('a.customer_id', p),
    );
    const matches = `FROM addresses a JOIN customers c ON c.id = a.customer_id AND c.state = 'open' WHERE ${sql}`;
    return { page: PAGE, view: oneRow, matches, parameters };
  }
}

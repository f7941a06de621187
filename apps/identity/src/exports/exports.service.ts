import { requireAllowed } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { type Once, type RawJson, ValidationFailed } from '@clientele/http';
import { Jobs } from '@clientele/jobs';
import { limitedTo } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { AddressesExport } from './addresses-export.service';
import { ContactsExport } from './contacts-export.service';
import { CustomersExport } from './customers-export.service';
import type { ExportOptions } from './export-options';
import { type ExportSource, ownCells } from './export-source';
import { type CreateExportBody, type Exported, filtersOf } from './exports.bodies';
import type { ExportView } from './exports.views';

/** Takes orders for files. */
@Injectable()
export class ExportsService {
  private readonly sources: Readonly<Record<Exported, Pick<ExportSource, 'cells' | 'own'>>>;

  constructor(
    private readonly jobs: Jobs,
    private readonly db: Database,
    customers: CustomersExport,
    contacts: ContactsExport,
    addresses: AddressesExport,
  ) {
    this.sources = { customers, contacts, addresses };
  }

  /** Besides exporting, the caller has to be allowed to read what it exports. */
  async create(once: Once, caller: Principal, body: CreateExportBody): Promise<RawJson<ExportView>> {
    requireAllowed(caller, { employee: 'customers:read' });
    const source = this.sources[body.of];
    const own = await ownCells(this.db, caller.shopId, source);
    requireColumns(body, Object.keys({ ...source.cells, ...own }));
    const input: ExportOptions = { ...body, filters: filtersOf(body), seenBy: limitedTo(caller) };
    const job = { resource: 'exports', kind: `${body.of}-export`, input };
    return once((tx) => this.jobs.create<ExportView>(tx, caller, job));
  }
}

function requireColumns({ of, layout, columns = [] }: CreateExportBody, known: readonly string[]): void {
  if (layout === 'classic' && of !== 'customers')
    throw new ValidationFailed({
      errors: [
        {
          pointer: '/layout',
          code: 'customers-only',
          message: 'There is a classic layout of customers only.',
        },
      ],
    });
  if (layout === 'classic' && columns.length > 0)
    throw new ValidationFailed({
      errors: [
        {
          pointer: '/columns',
          code: 'fixed',
          message: 'The columns of the classic layout are what they are.',
        },
      ],
    });
  const errors = columns.flatMap((column, i) => {
    const message = `One of ${known.join(', ')} is needed.`;
    return known.includes(column) ? [] : [{ pointer: `/columns/${i}`, code: 'column-unknown', message }];
  });
  if (errors.length > 0) throw new ValidationFailed({ errors });
}

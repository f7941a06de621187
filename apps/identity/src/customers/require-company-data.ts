import type { Database, Tx } from '@clientele/database';
import { readCustomerSettings } from '../customer-settings/customer-settings.queries';
import { type CompanyData, companyFieldsIn } from './company.domain';
import { B2bModeOff } from './customers.problems';

/** Refuses the data of a company, unless the shop sells to companies. */
export async function requireB2b(on: Database | Tx, shopId: string, data: CompanyData): Promise<void> {
  const fields = companyFieldsIn(data);
  if (fields.length === 0 || (await readCustomerSettings(on, shopId)).b2b) return;
  throw new B2bModeOff({
    errors: fields.map((field) => ({
      pointer: `/${field}`,
      code: 'b2b-mode-off',
      message: `${field} is kept of companies only.`,
    })),
  });
}

import type { Tx } from '@clientele/database';
import { ValidationFailed } from '@clientele/http';
import { readCustomerSettings } from '../customer-settings/customer-settings.queries';
import { type CompanyData, companyFieldsIn } from './company.domain';
import { countriesOf } from './countries.queries';
import { B2bModeOff } from './customers.problems';
import { hasRules, registrationNumberFault } from './registration-number.domain';

/**
 * Refuses the data of a company, unless the shop sells to companies and the registration number is one of the country of the customer,
 * if there is one yet.
 */
export async function requireCompanyData(
  tx: Tx,
  shopId: string,
  data: CompanyData,
  customerId?: string,
): Promise<void> {
  const fields = companyFieldsIn(data);
  if (fields.length === 0) return;
  const settings = await readCustomerSettings(tx, shopId);
  if (!settings.b2b) throw notKept(fields);

  const number = data.registrationNumber;
  if (typeof number !== 'string' || !hasRules(settings)) return;
  const countries = customerId === undefined ? undefined : await countriesOf(tx, [customerId]);
  const fault = registrationNumberFault(settings, number, countries?.get(customerId ?? ''));
  if (fault) throw new ValidationFailed({ errors: [{ pointer: '/registrationNumber', ...fault }] });
}

const notKept = (fields: readonly string[]) =>
  new B2bModeOff({
    errors: fields.map((field) => ({
      pointer: `/${field}`,
      code: 'b2b-mode-off',
      message: `${field} is kept of companies only.`,
    })),
  });

import { bodyFields } from '@clientele/http';
import type { Type } from '@nestjs/common';
import { CreateAddressBody } from '../addresses/addresses.bodies';
import { CreateContactBody } from '../contacts/contacts.bodies';
import { COMPANY_FIELDS } from '../customers/company.domain';
import { CreateCustomerBody } from '../customers/customers.bodies';
import { RegisterBody } from '../registrations/registrations.bodies';
import type { DeliveredFields } from './delivered-field';
import type { FormName } from '@clientele/forms';

// Carts and orders are taken in by another service; besides own fields there is nothing to fill in.
const BODIES: Readonly<Record<FormName, Type | null>> = {
  registration: RegisterBody,
  customer: CreateCustomerBody,
  contact: CreateContactBody,
  address: CreateAddressBody,
  cart: null,
  order: null,
};

const known = new Map<FormName, DeliveredFields>();

/** The fields a form has without any rule: those of the body that the API takes. */
export function deliveredFields(form: FormName): DeliveredFields {
  const fields = known.get(form) ?? readFields(BODIES[form]);
  known.set(form, fields);
  return fields;
}

/** The forms of customers, who may be companies. */
export const FORMS_OF_COMPANIES: readonly FormName[] = ['registration', 'customer'];

/** The fields that a shop asks for: those of companies only where it sells to them. */
export function askedFields(form: FormName, b2b: boolean): DeliveredFields {
  const fields = deliveredFields(form);
  if (b2b || !FORMS_OF_COMPANIES.includes(form)) return fields;
  const ofCompanies: ReadonlySet<string> = new Set(['kind', ...COMPANY_FIELDS]);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !ofCompanies.has(name)));
}

function readFields(body: Type | null): DeliveredFields {
  if (body === null) return {};
  const { custom: _, ...fields } = bodyFields(body);
  return fields;
}

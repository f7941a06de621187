import { bodyFields } from '@clientele/http';
import type { Type } from '@nestjs/common';
import { CreateAddressBody } from '../addresses/addresses.bodies';
import { CreateContactBody } from '../contacts/contacts.bodies';
import { CreateCustomerBody } from '../customers/customers.bodies';
import { RegisterBody } from '../registrations/registrations.bodies';
import type { DeliveredFields } from './delivered-field';
import type { FormName } from './form-rule';

const BODIES: Readonly<Record<FormName, Type>> = {
  registration: RegisterBody,
  customer: CreateCustomerBody,
  contact: CreateContactBody,
  address: CreateAddressBody,
};

const known = new Map<FormName, DeliveredFields>();

/** The fields a form has without any rule: those of the body that the API takes. */
export function deliveredFields(form: FormName): DeliveredFields {
  const fields = known.get(form) ?? readFields(BODIES[form]);
  known.set(form, fields);
  return fields;
}

function readFields(body: Type): DeliveredFields {
  const { custom: _, ...fields } = bodyFields(body);
  return fields;
}

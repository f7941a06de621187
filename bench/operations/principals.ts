import { DEFAULT_SHOP_ID, type Principal } from '@clientele/contracts';
import { aContact, anEmployee } from '@clientele/testing';
import type { GeneratedCustomer } from '../data/customers';

/** An employee of the shop who may do everything. */
export const OPERATOR = anEmployee({ shopId: DEFAULT_SHOP_ID });

/** The contact of a customer, logged in for that customer. */
export const contactOf = (customer: GeneratedCustomer, profileId: string): Principal =>
  aContact({
    id: customer.contactId,
    shopId: DEFAULT_SHOP_ID,
    customerId: customer.id,
    linkId: customer.linkId,
    profileId,
  });

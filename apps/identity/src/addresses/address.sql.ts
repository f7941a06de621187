import { instant } from '../instants';

/** An address `a` as the API shows it. */
export const ADDRESS_JSON = `json_build_object(
  'id', a.id, 'customerId', a.customer_id, 'alias', a.alias, 'company', a.company,
  'firstName', a.first_name, 'lastName', a.last_name, 'line1', a.line1, 'line2', a.line2,
  'postcode', a.postcode, 'city', a.city, 'region', a.region, 'country', a.country,
  'phone', a.phone, 'mobilePhone', a.mobile_phone, 'vatNumber', a.vat_number,
  'identificationNumber', a.identification_number, 'note', a.note, 'custom', a.custom,
  'defaultDelivery', a.default_delivery, 'defaultInvoice', a.default_invoice,
  'createdAt', ${instant('a.created_at')}, 'updatedAt', ${instant('a.updated_at')}, 'version', a.version)`;

import { type Column, text, yesOrNo } from './column.domain';
import { name, OWNER_COLUMNS, phone, withOwner } from './person-columns.domain';

/** The columns of addresses, in the order of our own format. */
export const ADDRESS_COLUMNS: readonly Column[] = [
  ...OWNER_COLUMNS,
  { field: 'alias', headers: ['Address alias'], read: text(64) },
  { field: 'company', read: text(255), clearable: true },
  { field: 'firstName', read: name },
  { field: 'lastName', read: name },
  { field: 'line1', headers: ['Address', 'Address 1'], read: text(255) },
  { field: 'line2', headers: ['Address 2'], read: text(255), clearable: true },
  { field: 'postcode', headers: ['Zip/Postal code', 'Zip'], read: text(16), clearable: true },
  { field: 'city', read: text(100) },
  { field: 'region', headers: ['State'], read: text(100), clearable: true },
  { field: 'country', read: text(255) },
  { field: 'phone', read: phone, clearable: true, signed: true },
  { field: 'mobilePhone', headers: ['Phone mobile'], read: phone, clearable: true, signed: true },
  { field: 'vatNumber', read: text(32), clearable: true },
  { field: 'identificationNumber', headers: ['DNI'], read: text(32), clearable: true },
  { field: 'note', headers: ['Other'], read: text(1_000), clearable: true },
  { field: 'defaultDelivery', read: yesOrNo },
  { field: 'defaultInvoice', read: yesOrNo },
];

/** The columns, where customers are matched in one way. */
export const addressColumns = (match: string): readonly Column[] => withOwner(ADDRESS_COLUMNS, match);

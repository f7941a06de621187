import { Merges, rowsOf } from '@clientele/merging';
import { mergedDocuments } from '../documents/merged-documents';
import { mergedPurchases } from '../purchases/merged-purchases';

/** Keeps rows apart of which a customer can have one. */
const hasOne = (table: string, of = ''): string =>
  `EXISTS (SELECT FROM ${table} o WHERE o.customer_id = $3${of})`;

const isDefault = (kind: string): string =>
  `default_${kind} = t.default_${kind} AND NOT ${hasOne('addresses', ` AND o.default_${kind}`)}`;

/** What customers have here, and hand over when they are merged. */
export const belongings = new Merges([
  mergedPurchases,
  mergedDocuments,
  // A contact of both keeps what it may do for the survivor.
  rowsOf('contact_links', {
    set: 'version = version + 1',
    unless: hasOne('contact_links', ' AND o.contact_id = t.contact_id'),
  }),
  // Who comes back is told apart from the defaults that it finds.
  rowsOf('addresses', {
    set: `version = version + 1, ${isDefault('delivery')}, ${isDefault('invoice')}`,
    setBack: 'version = version + 1, default_delivery = false, default_invoice = false',
  }),
  rowsOf('customer_notes'),
  rowsOf('visits'),
  rowsOf('latest_visits', { key: 'visitor_id' }),
  rowsOf('graphical_profiles', { set: 'version = version + 1', unless: hasOne('graphical_profiles') }),
  rowsOf('pages', { set: 'version = version + 1' }),
]);

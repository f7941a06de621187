/** What the functions of the suite are called. */
export const DELIVERED_FUNCTION_NAMES: Readonly<Record<string, string>> = {
  'account:view': 'View account',
  'account:edit': 'Edit account',
  'addresses:manage': 'Manage addresses',
  'prices:view': 'View prices',
  'cart:use': 'Use cart',
  'orders:place': 'Place orders',
  'orders:view': 'See orders',
  'quotes:manage': 'Manage quotes',
  'documents:view': 'View documents',
  'contacts:manage': 'Manage contacts',
  'support:write': 'Write to support',
};

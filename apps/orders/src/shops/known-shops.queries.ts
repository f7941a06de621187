import { statement } from '@clientele/database';

/** `(shop, main shop)`: whether the shop shares the customers of the main one. */
export const sharesCustomers = statement(
  'known-shops-shares-customers',
  'SELECT FROM known_shops WHERE id = $1 AND main_shop_id = $2',
);

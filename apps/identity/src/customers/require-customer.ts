import { type Database, statement, type Tx } from '@clientele/database';
import { CustomerNotFound } from './customers.problems';

const exists = statement('customers-exists', 'SELECT FROM customers WHERE id = $2 AND shop_id = $1');

/** Refuses a customer that is not one of the shop. */
export async function requireCustomer(on: Database | Tx, shopId: string, id: string): Promise<void> {
  if (!(await exists.first(on, [shopId, id]))) throw new CustomerNotFound();
}

import type { Tx } from '@clientele/database';
import { Customer } from './customer.entity';
import { CustomerNotFound } from './customers.problems';

/** Locks a customer for a change of it, or of what belongs to it. */
export async function lockCustomer(tx: Tx, shopId: string, id: string): Promise<Customer> {
  const customer = await tx.findOne(Customer, { where: { id, shopId }, lock: { mode: 'pessimistic_write' } });
  if (!customer) throw new CustomerNotFound();
  return customer;
}

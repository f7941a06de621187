import type { Tx } from '@clientele/database';
import { Customer } from './customer.entity';
import { CustomerClosed, CustomerNotFound } from './customers.problems';

/** Locks a customer for a change of it, or of what belongs to it. */
export async function lockCustomer(tx: Tx, shopId: string, id: string): Promise<Customer> {
  const customer = await tx.findOne(Customer, { where: { id, shopId }, lock: { mode: 'pessimistic_write' } });
  if (!customer) throw new CustomerNotFound();
  return customer;
}

/** The same for what is done to open customers only. */
export async function lockOpenCustomer(tx: Tx, shopId: string, id: string): Promise<Customer> {
  const customer = await lockCustomer(tx, shopId, id);
  if (customer.state !== 'open') throw new CustomerClosed({ state: customer.state });
  return customer;
}

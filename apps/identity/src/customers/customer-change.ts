import { changesOf, type Deed } from '@clientele/audit';
import { type Actor, customerChanged, type DomainEvent } from '@clientele/contracts';
import type { Customer } from './customer.entity';

/** What the other services are told of a customer that was changed. */
export const changeOf = (
  customer: Pick<
    Customer,
    | ('id' | 'shopId' | 'number' | 'kind' | 'isGuest' | 'firstName' | 'lastName' | 'email' | 'enabled')
    | ('registeredShopId' | 'version' | 'updatedAt')
  >,
  actor: Actor,
): DomainEvent =>
  customerChanged.create(
    {
      aggregate: { id: customer.id, version: customer.version },
      shopId: customer.shopId,
      actor,
      occurredAt: customer.updatedAt,
    },
    {
      customerId: customer.id,
      number: customer.number,
      kind: customer.kind,
      isGuest: customer.isGuest,
      firstName: customer.firstName,
      lastName: customer.lastName,
      email: customer.email,
      enabled: customer.enabled,
      registeredShopId: customer.registeredShopId,
    },
  );

/** What the audit log is told of it. */
export const deedOf = (operation: string, customer: Customer, changes: Partial<Customer>): Deed => ({
  ...{ operation, resource: { type: 'customers', id: customer.id }, customerId: customer.id },
  ...changesOf(customer, changes),
});

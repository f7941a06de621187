import type { Customer } from '../customers/customer.entity';
import { normalizeEmail } from '../emails/email';
import type { MergeValues } from './merge-plan.domain';

/** What a customer gets by a merge or its undoing, as columns. */
export const asColumns = (values: MergeValues): Partial<Customer> => ({
  ...(values as Partial<Customer>),
  ...(typeof values.email === 'string' && { normalizedEmail: normalizeEmail(values.email) }),
});

import type { CustomerState } from './customer-state.domain';

/** What can be switched for many customers at once. */
export interface Switches {
  readonly enabled?: boolean;
  readonly newsletter?: boolean;
  readonly partnerOffers?: boolean;
}

/** What became of one of many. */
export const BATCH_OUTCOMES = ['changed', 'unchanged', 'closed', 'not-found'] as const;
export type BatchOutcome = (typeof BATCH_OUTCOMES)[number];

/** A customer as far as switching it is concerned. */
type Switchable = Required<Switches> & { readonly state: CustomerState };

/** What is to become of a customer, if there is one. */
export function outcomeOf(customer: Switchable | undefined, switches: Switches): BatchOutcome {
  if (!customer) return 'not-found';
  if (customer.state !== 'open') return 'closed';
  const { enabled, newsletter, partnerOffers } = { ...customer, ...given(switches) };
  const isSame =
    enabled === customer.enabled &&
    newsletter === customer.newsletter &&
    partnerOffers === customer.partnerOffers;
  return isSame ? 'unchanged' : 'changed';
}

/** The switches that are to be set. */
export const given = ({ enabled, newsletter, partnerOffers }: Switches): Switches => ({
  ...(enabled === undefined ? {} : { enabled }),
  ...(newsletter === undefined ? {} : { newsletter }),
  ...(partnerOffers === undefined ? {} : { partnerOffers }),
});

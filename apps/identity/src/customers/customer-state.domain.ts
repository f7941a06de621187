/** Whether a customer is one of the shop still; closed in three ways. */
export const CUSTOMER_STATES = ['open', 'released', 'blocked', 'erased'] as const;
export type CustomerState = (typeof CUSTOMER_STATES)[number];

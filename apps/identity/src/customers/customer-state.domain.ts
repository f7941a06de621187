/** Whether a customer is one of the shop still; closed in three ways, or part of another by now. */
export const CUSTOMER_STATES = ['open', 'released', 'blocked', 'erased', 'merged'] as const;
export type CustomerState = (typeof CUSTOMER_STATES)[number];

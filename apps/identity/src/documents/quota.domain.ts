import { DocumentQuotaExceeded } from './documents.problems';

const MEGABYTE = 1_000_000;

/** Whose room it is. */
export type QuotaOf = 'customer' | 'group' | 'segment' | 'shop';

/** How many megabytes each may have. */
export type Quotas = Readonly<Record<QuotaOf, number>>;

/** Megabytes as bytes. */
export const bytesOf = (megabytes: number): number => megabytes * MEGABYTE;

/** Throws unless what is used, with the document, is within the quota. */
export function requireRoom(quotaOf: QuotaOf, usedBytes: number, quotas: Quotas): void {
  const quotaBytes = bytesOf(quotas[quotaOf]);
  if (usedBytes > quotaBytes) throw new DocumentQuotaExceeded({ quotaOf, quotaBytes });
}

import { defineProblem } from '@clientele/contracts';

export class DocumentNotFound extends defineProblem(
  'not-found',
  'document-not-found',
  'There is no such document',
) {}

/** There is no room for the document: of the customer, the group, the segment or the shop, as `quotaOf` says. */
export class DocumentQuotaExceeded extends defineProblem(
  'conflict',
  'document-quota-exceeded',
  'There is no room for this document',
) {}

import { statement, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { IdentityConfig } from '../identity.config';
import type { Owner } from '../owners/require-owner';
import { requireRoom } from './quota.domain';

// The row stays locked until the end of the transaction: who comes at the same time waits and sees the sum.
const use = statement<{ bytes: string }>(
  'document-usages-use',
  `INSERT INTO document_usages AS u (owner_id, bytes) VALUES ($1, $2)
   ON CONFLICT (owner_id) DO UPDATE SET bytes = u.bytes + excluded.bytes RETURNING bytes::text`,
);

/** Knows how much room there is for documents. */
@Injectable()
export class DocumentRoomService {
  constructor(private readonly config: IdentityConfig) {}

  /** Takes room for a document, of its owner and of the shop; throws if there is not enough. */
  async take(tx: Tx, shopId: string, { customerId, groupId, segmentId }: Owner, size: number): Promise<void> {
    const quotas = {
      customer: this.config.documentsQuotaCustomerMb,
      group: this.config.documentsQuotaGroupMb,
      segment: this.config.documentsQuotaGroupMb,
      shop: this.config.documentsQuotaShopMb,
    };
    const own = customerId !== undefined ? 'customer' : segmentId !== undefined ? 'segment' : 'group';
    // In this order everywhere, so that nobody waits for somebody who waits.
    for (const [quotaOf, ownerId] of [
      [own, customerId ?? segmentId ?? groupId],
      ['shop', shopId],
    ] as const) {
      const used = await use.first(tx, [ownerId, size]);
      requireRoom(quotaOf, Number(used?.bytes), quotas);
    }
  }
}

import { type CustomerClosed, customerClosed, type DomainEvent } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';

// What was done stays, and by whom; what it said of the person goes. The chain covers its digest.
const forget = statement(
  'audit-entries-forget',
  `UPDATE audit_entries SET details = NULL
   WHERE details IS NOT NULL AND shop_id = $1 AND NOT (operation = 'closures.erase' AND customer_id = $2)
     AND (customer_id = $2 OR actor_id = ANY ($3) OR (resource_type = 'contacts' AND resource_id = ANY ($3)))`,
);

/** Takes out of the audit log what it says of customers and contacts that are erased. */
@Injectable()
export class AuditErasuresConsumer {
  @Consume({ event: customerClosed, durable: 'identity-audit-erasures' })
  async forget({ shopId, data }: DomainEvent<CustomerClosed>, tx: Tx): Promise<void> {
    if (data.state === 'erased') await forget.rows(tx, [shopId, data.customerId, data.contactIds ?? []]);
  }
}

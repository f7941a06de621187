import { type CustomerClosed, customerClosed, type DomainEvent } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';

// What was said stays counted, not readable. A mail that is being sent now is left to its sender.
const erase = statement(
  'erasures-threads',
  `WITH erased AS (
     UPDATE threads SET email = 'erased@erased.invalid', subject = 'Erased', version = version + 1, updated_at = $2
     WHERE customer_id = $1 RETURNING id
   ), said AS (
     UPDATE messages m SET text = 'Erased' FROM erased WHERE m.thread_id = erased.id
   )
   DELETE FROM mails m
   WHERE (m.customer_id = $1 OR m.thread_id IN (SELECT id FROM erased)) AND m.state <> 'sending'`,
);

const eraseContacts = statement(
  'erasures-contacts',
  `WITH erased AS (
     INSERT INTO erased_contacts (contact_id, erased_at) SELECT id, $2::timestamptz FROM unnest($1::uuid[]) AS c (id)
     ON CONFLICT DO NOTHING
   )
   DELETE FROM mails WHERE contact_id = ANY ($1) AND state <> 'sending'`,
);

/** Forgets what erased customers wrote, and was written to them. */
@Injectable()
export class ErasuresConsumer {
  @Consume({ event: customerClosed, durable: 'support-erasures' })
  async erase({ occurredAt, data }: DomainEvent<CustomerClosed>, tx: Tx): Promise<void> {
    if (data.state !== 'erased') return;
    await erase.rows(tx, [data.customerId, occurredAt]);
    await eraseContacts.rows(tx, [data.contactIds ?? [], occurredAt]);
  }
}

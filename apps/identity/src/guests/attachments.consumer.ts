import {
  type ContactEmailVerified,
  contactEmailVerified,
  type DomainEvent,
  type GuestRecognised,
  guestRecognised,
  newId,
  systemActor,
} from '@clientele/contracts';
import { Clock } from '@clientele/config';
import type { Tx } from '@clientele/database';
import { Consume, Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { MergesService } from '../merges/merges.service';
import { guestsOf, homeOf, lockAll, ownersOfGuests } from './guests.queries';

/** Makes guests part of the customer whose contact proved that it reads mail at their address. */
@Injectable()
export class GuestAttachments {
  constructor(
    private readonly merges: MergesService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Looks who of those who ordered are guests at an address that was proved before; they are attached in turn. */
  async recognise(tx: Tx, ...customerIds: readonly string[]): Promise<void> {
    if (customerIds.length === 0) return;
    const known = await ownersOfGuests.rows(tx, [customerIds]);
    const circumstances = { actor: systemActor('guests'), occurredAt: this.clock.now() };
    const events = known.map(({ shopId, guestId, contactId }) =>
      guestRecognised.create(
        { ...circumstances, shopId, aggregate: { id: newId(), version: 1 } },
        { guestId, contactId },
      ),
    );
    await this.outbox.add(tx, ...events);
  }

  /** All guests there have been, or the one that ordered after the address was proved. */
  @Consume({ event: [contactEmailVerified, guestRecognised], durable: 'identity-guests' })
  async attach({ shopId, data }: DomainEvent<ContactEmailVerified | GuestRecognised>, tx: Tx): Promise<void> {
    await this.attachAll(tx, shopId, data.contactId, 'guestId' in data ? data.guestId : undefined);
  }

  private async attachAll(tx: Tx, shopId: string, contactId: string, only?: string): Promise<void> {
    const home = await homeOf.first(tx, [contactId]);
    if (!home) return;
    const found = (await guestsOf.rows(tx, [contactId])).map(({ id }) => id);
    const wanted = only === undefined ? found : found.filter((id) => id === only);
    if (wanted.length === 0) return;

    // Looked at again under the lock: some may have an account of their own by now.
    await lockAll.rows(tx, [[home.customerId, ...wanted]]);
    const left = new Set((await guestsOf.rows(tx, [contactId])).map(({ id }) => id));
    for (const fromId of wanted.filter((id) => left.has(id)))
      await this.merges.merge(tx, { shopId, fromId, intoId: home.customerId }, systemActor('guests'));
  }
}

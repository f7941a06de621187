import {
  type ContactEmailVerified,
  contactEmailVerified,
  type DomainEvent,
  systemActor,
} from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { MergesService } from '../merges/merges.service';
import { guestsOf, homeOf, lockAll, ownerOfGuest } from './guests.queries';

/** Makes guests part of the customer whose contact proved that it reads mail at their address. */
@Injectable()
export class GuestAttachments {
  constructor(private readonly merges: MergesService) {}

  /** All guests there have been. */
  @Consume({ event: contactEmailVerified, durable: 'identity-guests' })
  async attach({ shopId, data }: DomainEvent<ContactEmailVerified>, tx: Tx): Promise<void> {
    await this.attachAll(tx, shopId, data.contactId);
  }

  /** A guest who has ordered after the address was proved. */
  async attachGuest(tx: Tx, shopId: string, guestId: string): Promise<void> {
    const owner = await ownerOfGuest.first(tx, [guestId]);
    if (owner) await this.attachAll(tx, shopId, owner.contactId, guestId);
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

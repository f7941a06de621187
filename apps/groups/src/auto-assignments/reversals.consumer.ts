import { Clock } from '@clientele/config';
import {
  type DomainEvent,
  orderCancelled,
  type OrderFacts,
  type PaymentRefunded,
  paymentRefunded,
  systemActor,
} from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import type { MemberChange } from '../memberships/member-change.domain';
import type { MemberState } from '../memberships/member.domain';
import { readGrants } from '../memberships/members.queries';
import { Members } from '../memberships/members.service';
import { MergesConsumer } from '../memberships/merges.consumer';
import { ShopZones } from '../shops/shop-zones.service';
import { isTakenBack, type Reversed, takeBack } from './reversal.domain';
import { keepReversal, revokeTaken } from './reversals.queries';

/** Takes back what orders gave that were cancelled or refunded. */
@Injectable()
export class ReversalsConsumer {
  constructor(
    private readonly members: Members,
    private readonly clock: Clock,
    private readonly zones: ShopZones,
    private readonly merges: MergesConsumer,
  ) {}

  @Consume({ event: orderCancelled, durable: 'groups-cancellations' })
  async cancelled({ shopId, data }: DomainEvent<OrderFacts>, tx: Tx): Promise<void> {
    await this.reverse(tx, shopId, data, [data.orderId]);
  }

  @Consume({ event: paymentRefunded, durable: 'groups-refunds' })
  async refunded({ shopId, data }: DomainEvent<PaymentRefunded>, tx: Tx): Promise<void> {
    const lineIds = data.isFull ? [data.orderId] : data.refundedLineIds;
    if (lineIds.length > 0) await this.reverse(tx, shopId, data, lineIds);
  }

  // The order's payment waits for the customer's lock, or is waited for: one of the two sees what the other did.
  private async reverse(
    tx: Tx,
    shopId: string,
    { orderId, customerId }: OrderFacts,
    lineIds: readonly string[],
  ): Promise<void> {
    const told = await this.members.lockOrOpen(tx, shopId, customerId);
    await keepReversal.rows(tx, [orderId, lineIds, this.clock.now()]);
    const [grant] = await readGrants(tx, [], [], [orderId]);
    // What the order gave may be another customer's since the two were merged.
    const holderId = grant?.customerId ?? customerId;
    const before = holderId === customerId ? told : await this.members.lock(tx, shopId, holderId);
    if (before !== told) await this.save(tx, { before: told, after: told });
    await this.save(tx, await this.without(tx, before, orderId, new Set(lineIds)));
    await this.merges.follow(tx, customerId);
  }

  private async without(
    tx: Tx,
    before: MemberState,
    orderId: string,
    reversed: Reversed,
  ): Promise<MemberChange> {
    const groupIds = before.memberships.map(({ groupId }) => groupId);
    const known = await readGrants(tx, [before.customerId], groupIds, [orderId]);
    const counting = known.filter(({ counts, customerId }) => counts && customerId === before.customerId);
    const isTaken = (grant: (typeof known)[number]) =>
      grant.orderId === orderId && isTakenBack(grant, reversed);
    const taken = counting.filter(isTaken);
    const now = this.clock.now();
    await revokeTaken.rows(tx, [taken.map(({ id }) => id), now]);
    const left = counting.filter((grant) => !isTaken(grant));
    const zone = await this.zones.of(tx, before.shopId);
    const after = takeBack(before, taken, left, { now, zone });
    return { before, after, taken };
  }

  private save(tx: Tx, change: MemberChange): Promise<void> {
    return this.members.save(tx, [change], systemActor('groups-reversals'));
  }
}

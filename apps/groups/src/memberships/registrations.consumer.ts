import {
  type CustomerConverted,
  customerConverted,
  type CustomerRegistered,
  customerRegistered,
  type DomainEvent,
  systemActor,
} from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { knownGroups } from '../groups/known-groups.queries';
import { convert, register } from './member.domain';
import { Members } from './members.service';
import { MergesConsumer } from './merges.consumer';

/** Gives new customers their groups. */
@Injectable()
export class RegistrationsConsumer {
  constructor(
    private readonly members: Members,
    private readonly merges: MergesConsumer,
  ) {}

  @Consume({ event: customerRegistered, durable: 'groups-registration' })
  async register({ shopId, data }: DomainEvent<CustomerRegistered>, tx: Tx): Promise<void> {
    const { customerId, isGuest, registeredAt, groupIds = [], defaultGroupId } = data;
    // A group that was deleted since it was asked for is left out.
    const known = await knownGroups(tx, shopId, [...groupIds, ...(defaultGroupId ? [defaultGroupId] : [])]);
    const before = await this.members.lockOrOpen(tx, shopId, customerId);
    if (before.registered) return;

    const after = register(before, {
      isGuest,
      registeredAt: new Date(registeredAt),
      groupIds: groupIds.filter((id) => known.has(id)),
      defaultGroupId: defaultGroupId && known.has(defaultGroupId) ? defaultGroupId : undefined,
    });
    await this.members.save(tx, [{ before, after }], systemActor('groups-registration'));
    await this.merges.follow(tx, customerId);
  }

  /** Heard of before the registration, it says all there is to say: what registers as a guest asks for no groups. */
  @Consume({ event: customerConverted, durable: 'groups-conversions' })
  async convert({ shopId, occurredAt, data }: DomainEvent<CustomerConverted>, tx: Tx): Promise<void> {
    const before = await this.members.lockOrOpen(tx, shopId, data.customerId);
    const after = convert(before, new Date(occurredAt));
    await this.members.save(tx, [{ before, after }], systemActor('groups-conversions'));
  }
}

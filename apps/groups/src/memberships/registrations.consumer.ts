import {
  type CustomerConverted,
  customerConverted,
  type CustomerRegistered,
  customerRegistered,
  type DomainEvent,
  systemActor,
} from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Consume, ConsumeTogether } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { knownGroups } from '../groups/known-groups.queries';
import { convert, register, type Registration } from './member.domain';
import { Members } from './members.service';
import { MergesConsumer } from './merges.consumer';

/** Gives new customers their groups. */
@Injectable()
export class RegistrationsConsumer {
  constructor(
    private readonly members: Members,
    private readonly merges: MergesConsumer,
  ) {}

  /** An import makes hundreds a second. Who is registered already is left alone, so it need not be remembered who was. */
  @ConsumeTogether({
    ...{ event: customerRegistered, durable: 'groups-registration' },
    ...{ gatherMs: 0, repeatable: true },
  })
  async register(events: readonly DomainEvent<CustomerRegistered>[], tx: Tx): Promise<void> {
    const shopIds = new Set(events.map(({ shopId }) => shopId));
    for (const shopId of [...shopIds].toSorted()) {
      const ofShop = events.filter((event) => event.shopId === shopId).map(({ data }) => data);
      await this.registerAll(tx, shopId, new Map(ofShop.map((data) => [data.customerId, data])));
    }
  }

  /** Heard of before the registration, it says all there is to say: what registers as a guest asks for no groups. */
  @Consume({ event: customerConverted, durable: 'groups-conversions' })
  async convert({ shopId, occurredAt, data }: DomainEvent<CustomerConverted>, tx: Tx): Promise<void> {
    const before = await this.members.lockOrOpen(tx, shopId, data.customerId);
    const after = convert(before, new Date(occurredAt));
    await this.members.save(tx, [{ before, after }], systemActor('groups-conversions'));
  }

  private async registerAll(
    tx: Tx,
    shopId: string,
    registered: ReadonlyMap<string, CustomerRegistered>,
  ): Promise<void> {
    const all = [...registered.values()];
    // A group that was deleted since it was asked for is left out.
    const asked = all.flatMap(({ groupIds = [], defaultGroupId }) =>
      [...groupIds, defaultGroupId ?? []].flat(),
    );
    const known = await knownGroups(tx, shopId, [...new Set(asked)]);
    const news = await this.members.register(
      tx,
      { shopId, customerIds: [...registered.keys()], actor: systemActor('groups-registration') },
      (before) => {
        const data = registered.get(before.customerId);
        return data ? register(before, registrationOf(data, known)) : before;
      },
    );
    if (news.length > 0) await this.merges.follow(tx, ...news);
  }
}

const registrationOf = (
  { isGuest, registeredAt, groupIds = [], defaultGroupId }: CustomerRegistered,
  known: ReadonlySet<string>,
): Registration => ({
  isGuest,
  registeredAt: new Date(registeredAt),
  groupIds: groupIds.filter((id) => known.has(id)),
  defaultGroupId: defaultGroupId !== undefined && known.has(defaultGroupId) ? defaultGroupId : undefined,
});

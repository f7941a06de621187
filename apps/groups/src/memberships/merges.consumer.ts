import { Clock } from '@clientele/config';
import {
  type CustomerMerged,
  customerMerged,
  customerMergeUndone,
  type DomainEvent,
  groupsMergeFollowed,
  systemActor,
} from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { type Belongings, followed, type Merge, mergeOf, Merges, rowsOf } from '@clientele/merging';
import { Consume, Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { mergedFacts } from '../facts/merged-facts';
import { begunApart, mergeMembers, type Pair, unmergeMembers } from './merge.domain';
import { ShopCurrencies } from '../shops/shop-currencies.service';
import { ShopZones } from '../shops/shop-zones.service';
import { forgetMoved, keepApart, keepMoved, lockBoth, readGrantsOf, readMoved } from './merge.queries';
import { Members } from './members.service';

/** Gives the groups of merged customers, and what orders gave them, to the survivor, and back. */
@Injectable()
export class MergesConsumer implements Belongings {
  // Locked before anything is moved: what one of them pays for meanwhile is there, or follows. Then grants: how long a membership
  // lasts is told by those that a customer has.
  private readonly merges: Merges;

  constructor(
    private readonly members: Members,
    private readonly clock: Clock,
    private readonly zones: ShopZones,
    currencies: ShopCurrencies,
    private readonly outbox: Outbox,
  ) {
    this.merges = new Merges([this.locks(), rowsOf('grants'), this, ...mergedFacts(currencies)]);
  }

  @Consume({ event: [customerMerged, customerMergeUndone], durable: 'groups-merges' })
  async merge(event: DomainEvent<CustomerMerged>, tx: Tx): Promise<void> {
    if (event.type === customerMerged.type) await this.merges.merge(tx, mergeOf(event));
    else await this.merges.undo(tx, mergeOf(event));
    await this.outbox.add(tx, await followed(tx, groupsMergeFollowed, event, this.clock.now()));
  }

  /** Lets what customers were given after they were merged go after them. */
  follow(tx: Tx, ...customerIds: readonly string[]): Promise<void> {
    return this.merges.follow(tx, ...customerIds);
  }

  async move(tx: Tx, merge: Merge): Promise<void> {
    const before = await this.lock(tx, merge);
    const grants = await readGrantsOf(tx, [merge.fromId, merge.intoId]);
    const { moved, ...after } = mergeMembers(before, grants, await this.circumstances(tx, merge));
    await keepMoved(tx, merge.id, moved);
    await this.save(tx, before, after);
  }

  async putBack(tx: Tx, merge: Merge): Promise<void> {
    const moved = await readMoved(tx, merge.id);
    if (moved.length === 0) return;
    const before = await this.lock(tx, merge);
    const grants = await readGrantsOf(tx, [merge.fromId, merge.intoId]);
    const of = (id: string) => grants.filter(({ customerId }) => customerId === id);
    const { returned, ...after } = unmergeMembers(
      before,
      moved,
      { from: of(merge.fromId), into: of(merge.intoId) },
      await this.circumstances(tx, merge),
    );
    await forgetMoved.rows(tx, [merge.id, returned]);
    await this.save(tx, before, after);
  }

  private locks(): Belongings {
    return {
      move: async (tx, merge) => {
        const pair = await this.lock(tx, merge);
        await this.keepApart(tx, merge, pair);
      },
      // Whoever is not known has nothing to go back.
      putBack: async (tx, { fromId, intoId }) => {
        await lockBoth.rows(tx, [[fromId, intoId]]);
      },
    };
  }

  // As long as it is known who of them paid for what. It stays so when the merge is undone, as it is true then as well.
  private async keepApart(tx: Tx, merge: Merge, { from, into }: Pair): Promise<void> {
    const zone = await this.zones.of(tx, merge.shopId);
    const grants = await readGrantsOf(tx, [from.customerId, into.customerId]);
    const begun = [from, into].flatMap((member) =>
      begunApart(
        member,
        grants.filter(({ customerId }) => customerId === member.customerId),
        zone,
      ),
    );
    const ids = begun.filter(({ beganApart = false }) => !beganApart).map(({ id }) => id);
    if (ids.length > 0) await keepApart.rows(tx, [ids]);
  }

  // In the order of their ids, as all do who lock several.
  private async lock(tx: Tx, { shopId, fromId, intoId }: Merge): Promise<Pair> {
    const open = (id: string) => this.members.lockOrOpen(tx, shopId, id);
    if (fromId < intoId) {
      const from = await open(fromId);
      return { from, into: await open(intoId) };
    }
    const into = await open(intoId);
    return { from: await open(fromId), into };
  }

  private save(tx: Tx, before: Pair, after: Pair): Promise<void> {
    const changes = [
      { before: before.from, after: after.from },
      { before: before.into, after: after.into },
    ];
    return this.members.save(tx, changes, systemActor('groups-merges'));
  }

  private async circumstances(tx: Tx, { shopId }: Merge): Promise<{ now: Date; zone: string }> {
    return { now: this.clock.now(), zone: await this.zones.of(tx, shopId) };
  }
}

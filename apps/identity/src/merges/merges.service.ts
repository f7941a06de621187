import { Clock } from '@clientele/config';
import { type Actor, customerMerged, newId } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import type { Merge } from '@clientele/merging';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { changeOf } from '../customers/customer-change';
import { Customer } from '../customers/customer.entity';
import { explain } from '../customers/insert-customer';
import { lockOpenCustomer } from '../customers/lock-customer';
import { linkChanges } from '../links/links.queries';
import { MergedTeams } from '../sales-teams/merged-teams.service';
import { belongings } from './belongings';
import { CustomerMerge } from './customer-merge.entity';
import { type LockedPair, lockPair } from './lock-pair';
import type { MergePlan } from './merge-plan.domain';
import { defaultAddresses, movedHere, movedLinks } from './merge-rows.queries';
import { asColumns } from './merge-values';

type Values = Pick<MergePlan, 'given' | 'replaced'>;

/** The survivor stays as it is. */
const NOTHING = (): Values => ({ given: {}, replaced: {} });

/** Makes one customer of two. */
@Injectable()
export class MergesService {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly teams: MergedTeams,
  ) {}

  /**
   * Makes an open customer part of another, in the caller's transaction; the other services follow. `plan` says what the
   * survivor takes over of the other's own data. Returns the merge.
   */
  async merge(
    tx: Tx,
    pair: Omit<Merge, 'id'>,
    actor: Actor,
    plan: (pair: LockedPair) => Values = NOTHING,
  ): Promise<Merge> {
    const merge = { id: newId(), ...pair };
    const locked = await lockPair(tx, pair, lockOpenCustomer);
    const values = plan(locked);
    const defaults = await defaultAddresses.first(tx, [pair.fromId]);
    await belongings.merge(tx, merge);
    await this.teams.move(tx, { ...actor, shopId: pair.shopId }, merge);
    await this.keep(tx, merge, actor, values, defaults);
    await this.change(tx, merge, actor, locked, values);
    return merge;
  }

  private async keep(
    tx: Tx,
    { id, shopId, fromId, intoId }: Merge,
    actor: Actor,
    { given, replaced }: Values,
    defaults: { readonly delivery: string | null; readonly invoice: string | null } | undefined,
  ): Promise<void> {
    const now = this.clock.now();
    await tx.insert(CustomerMerge, {
      ...{ id, shopId, fromId, intoId, given, replaced, actor, mergedAt: now, version: 1 },
      ...{ defaultDeliveryId: defaults?.delivery ?? null, defaultInvoiceId: defaults?.invoice ?? null },
      followed: { identity: { at: now.toISOString(), moved: await movedHere(tx, id) } },
    });
  }

  private async change(
    tx: Tx,
    { id: mergeId, shopId, fromId, intoId }: Merge,
    actor: Actor,
    { from, into }: LockedPair,
    { given }: Values,
  ): Promise<void> {
    const now = this.clock.now();
    const merged = {
      ...{ state: 'merged' as const, mergedIntoId: intoId },
      ...{ closedAt: now, updatedAt: now, version: from.version + 1 },
      // Two of a shop never have one.
      ...(given.externalReference !== undefined && { externalReference: null }),
    };
    await tx.update(Customer, fromId, merged);
    const survivor = { ...asColumns(given), updatedAt: now, version: into.version + 1 };
    const gets = Object.keys(given).length > 0;
    if (gets) await tx.update(Customer, intoId, survivor).catch(explain);

    const circumstances = { aggregate: { id: mergeId, version: 1 }, shopId, actor, occurredAt: now };
    await this.outbox.add(
      tx,
      changeOf({ ...from, ...merged }, actor),
      ...(gets ? [changeOf({ ...into, ...survivor }, actor)] : []),
      ...(await linkChanges(tx, actor, await movedLinks(tx, mergeId), now)),
      customerMerged.create(circumstances, { mergeId, fromId, intoId }),
    );
  }
}

import { Audit } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { type Actor, actorOf, customerMergeUndone, type Principal } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import type { Once, RawJson } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { changeOf } from '../customers/customer-change';
import { Customer } from '../customers/customer.entity';
import { explain } from '../customers/insert-customer';
import { lockCustomer } from '../customers/lock-customer';
import { linkChanges } from '../links/links.queries';
import { MergedTeams } from '../sales-teams/merged-teams.service';
import { belongings } from './belongings';
import { CustomerMerge } from './customer-merge.entity';
import { type LockedPair, lockPair } from './lock-pair';
import { restoredValues } from './merge-plan.domain';
import { movedHere, movedLinks, restoreDefaults } from './merge-rows.queries';
import { requireUndoable } from './merge-undoing.domain';
import { asColumns } from './merge-values';
import { MergeNotFound } from './merges.problems';
import { readMerge } from './merges.queries';
import type { MergeView } from './merges.views';

/** Takes merges back. */
@Injectable()
export class MergeUndoing {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly teams: MergedTeams,
  ) {}

  undo(once: Once, caller: Principal, id: string): Promise<RawJson<MergeView>> {
    const { shopId } = caller;
    return once(async (tx) => {
      const found = await tx.findOneBy(CustomerMerge, { id, shopId });
      if (!found) throw new MergeNotFound();
      const pair = await lockPair(tx, found, lockCustomer);
      // Again, under the lock: of two at once the second finds it undone.
      const merge = await tx.findOneByOrFail(CustomerMerge, { id });
      requireUndoable(merge, pair.from.state, pair.into.state, this.clock.now());
      await this.putBack(tx, actorOf(caller), merge, pair);
      await this.audit.add(tx, caller, {
        ...{ operation: 'merges.undo', resource: { type: 'customers', id: merge.intoId } },
        ...{ customerId: merge.intoId, before: { merged: merge.fromId }, after: { merged: null } },
      });
      return readMerge(tx, shopId, id);
    });
  }

  private async putBack(
    tx: Tx,
    actor: Actor,
    merge: CustomerMerge,
    { from, into }: LockedPair,
  ): Promise<void> {
    const { id, shopId, fromId, intoId, defaultDeliveryId, defaultInvoiceId } = merge;
    const [now, links] = [this.clock.now(), await movedLinks(tx, id)];
    const restored = restoredValues({ ...into }, merge);
    const survivor = { ...asColumns(restored), updatedAt: now, version: into.version + 1 };
    const apart = {
      ...{
        state: 'open' as const,
        mergedIntoId: null,
        closedAt: null,
        updatedAt: now,
        version: from.version + 1,
      },
      ...(restored.externalReference !== undefined &&
        asColumns({ externalReference: merge.given.externalReference })),
    };
    await tx.update(Customer, intoId, survivor).catch(explain);
    await tx.update(Customer, fromId, apart).catch(explain);
    await belongings.undo(tx, { id, shopId, fromId, intoId });
    await this.teams.putBack(tx, { ...actor, shopId }, merge);
    await restoreDefaults.rows(tx, [fromId, defaultDeliveryId, defaultInvoiceId]);
    await this.keep(tx, merge, now);

    const data = { mergeId: id, fromId, intoId };
    const circumstances = { aggregate: { id, version: 2 }, shopId, actor, occurredAt: now };
    await this.outbox.add(
      tx,
      changeOf({ ...from, ...apart }, actor),
      changeOf({ ...into, ...survivor }, actor),
      ...(await linkChanges(tx, actor, links, now)),
      customerMergeUndone.create(circumstances, data),
    );
  }

  private async keep(tx: Tx, { id, version }: CustomerMerge, now: Date): Promise<void> {
    const followed = { identity: { at: now.toISOString(), moved: await movedHere(tx, id) } };
    await tx.update(CustomerMerge, id, {
      ...{ followed, undoneAt: now, finishedAt: null, version: version + 1 },
    });
  }
}

import { Clock } from '@clientele/config';
import { type Actor, customerMerged } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import type { Merge } from '@clientele/merging';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { changeOf } from '../customers/customer-change';
import { Customer } from '../customers/customer.entity';
import { lockOpenCustomer } from '../customers/lock-customer';
import { belongings } from './belongings';

/** Makes one customer of two. */
@Injectable()
export class MergesService {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Makes an open customer part of another, in the caller's transaction; the other services follow. Returns the merge. */
  async merge(tx: Tx, pair: Omit<Merge, 'id'>, actor: Actor): Promise<Merge> {
    const merge = { id: uuidv7(), ...pair };
    const from = await lockPair(tx, pair);
    const now = this.clock.now();
    await belongings.merge(tx, merge);

    const changes = {
      ...{ state: 'merged' as const, mergedIntoId: pair.intoId },
      ...{ closedAt: now, updatedAt: now, version: from.version + 1 },
    };
    await tx.update(Customer, from.id, changes);
    const aggregate = { id: merge.id, version: 1 };
    const { id: mergeId, shopId, fromId, intoId } = merge;
    await this.outbox.add(
      tx,
      changeOf({ ...from, ...changes }, actor),
      customerMerged.create({ aggregate, shopId, actor, occurredAt: now }, { mergeId, fromId, intoId }),
    );
    return merge;
  }
}

// In the order of their ids, as all do who lock several.
async function lockPair(tx: Tx, { shopId, fromId, intoId }: Omit<Merge, 'id'>): Promise<Customer> {
  if (intoId < fromId) await lockOpenCustomer(tx, shopId, intoId);
  const from = await lockOpenCustomer(tx, shopId, fromId);
  if (fromId < intoId) await lockOpenCustomer(tx, shopId, intoId);
  return from;
}

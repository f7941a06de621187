import { Audit } from '@clientele/audit';
import { actorOf, type Principal } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import type { Once, RawJson } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import type { LockedPair } from './lock-pair';
import { planMerge } from './merge-plan.domain';
import type { MergeCustomersBody } from './merges.bodies';
import { MergeWithItself, SurvivorIsGuest } from './merges.problems';
import { readMerge } from './merges.queries';
import { MergesService } from './merges.service';
import type { MergeView } from './merges.views';

/** Merges customers on behalf of employees. */
@Injectable()
export class CustomerMerges {
  constructor(
    private readonly merges: MergesService,
    private readonly audit: Audit,
  ) {}

  merge(
    once: Once,
    caller: Principal,
    { fromId, intoId, choices }: MergeCustomersBody,
  ): Promise<RawJson<MergeView>> {
    if (fromId === intoId) throw new MergeWithItself();
    const { shopId } = caller;
    return once(async (tx) => {
      const { id } = await this.merges.merge(tx, { shopId, fromId, intoId }, actorOf(caller), (pair) => {
        requireMergeable(pair);
        return planMerge(pair.from, pair.into, choices);
      });
      await this.record(tx, caller, { fromId, intoId, choices });
      return readMerge(tx, shopId, id);
    });
  }

  private async record(tx: Tx, caller: Principal, body: MergeCustomersBody): Promise<void> {
    const deeds = [body.fromId, body.intoId].map((id) => ({
      ...{ operation: 'merges.create', resource: { type: 'customers', id }, customerId: id, after: body },
    }));
    await this.audit.add(tx, caller, ...deeds);
  }
}

/** Throws where the survivor would be less than what becomes part of it. */
export function requireMergeable({ from, into }: LockedPair): void {
  if (into.isGuest && !from.isGuest) throw new SurvivorIsGuest();
}

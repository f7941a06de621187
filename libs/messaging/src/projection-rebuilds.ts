import { Clock } from '@clientele/config';
import { actorOf, type EventContract, newId, type Principal } from '@clientele/contracts';
import type { Once } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { Outbox } from './outbox';
import type { ProjectionRebuildView } from './projection-rebuilds.views';

/** Has projections built anew: asks, by an event, the owner of the facts to tell them again. */
@Injectable()
export class ProjectionRebuilds {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  request<Request extends { readonly projection: string }>(
    once: Once,
    caller: Principal,
    contract: EventContract<Request>,
    request: Request,
  ): Promise<ProjectionRebuildView> {
    return once(async (tx) => {
      const now = this.clock.now();
      const circumstances = {
        // Each request is a thing of its own: there is nothing to put in order.
        ...{ aggregate: { id: newId(), version: 1 }, shopId: caller.shopId },
        ...{ actor: actorOf(caller), occurredAt: now },
      };
      await this.outbox.add(tx, contract.create(circumstances, request));
      return { projection: request.projection, requestedAt: now.toISOString() };
    });
  }
}

import { Clock } from '@clientele/config';
import { actorOf, groupsProjectionRebuildRequested, newId, type Principal } from '@clientele/contracts';
import type { Once } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import type { ProjectionParam } from './projections.bodies';
import type { ProjectionRebuildView } from './projections.views';

/** Has projections built anew. */
@Injectable()
export class ProjectionsService {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  rebuild(
    once: Once,
    caller: Principal,
    projection: ProjectionParam['name'],
  ): Promise<ProjectionRebuildView> {
    return once(async (tx) => {
      const now = this.clock.now();
      const circumstances = {
        // Each request is a thing of its own: there is nothing to put in order.
        ...{ aggregate: { id: newId(), version: 1 }, shopId: caller.shopId },
        ...{ actor: actorOf(caller), occurredAt: now },
      };
      await this.outbox.add(tx, groupsProjectionRebuildRequested.create(circumstances, { projection }));
      return { projection, requestedAt: now.toISOString() };
    });
  }
}

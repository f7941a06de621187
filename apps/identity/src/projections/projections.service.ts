import { Clock } from '@clientele/config';
import { actorOf, identityProjectionRebuildRequested, type Principal } from '@clientele/contracts';
import type { Once } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { ProjectionName } from './projections.bodies';
import type { ProjectionRebuildView } from './projections.views';

/** Has projections built anew. */
@Injectable()
export class ProjectionsService {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  rebuild(once: Once, caller: Principal, projection: ProjectionName): Promise<ProjectionRebuildView> {
    return once(async (tx) => {
      const now = this.clock.now();
      await this.outbox.add(
        tx,
        identityProjectionRebuildRequested.create(
          {
            // Each request is a thing of its own: there is nothing to put in order.
            aggregate: { id: uuidv7(), version: 1 },
            shopId: caller.shopId,
            actor: actorOf(caller),
            occurredAt: now,
          },
          { projection },
        ),
      );
      return { projection, requestedAt: now.toISOString() };
    });
  }
}

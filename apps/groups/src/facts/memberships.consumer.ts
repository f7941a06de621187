import { type DomainEvent, type MembershipsChanged, membershipsChanged } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { ConsumeTogether } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { noteGroups } from './facts.queries';

/** Hears of our own memberships: what changes them knows nothing of what rests on them. */
@Injectable()
export class MembershipsConsumer {
  @ConsumeTogether({ event: membershipsChanged, durable: 'groups-membership-facts', gatherMs: 100 })
  async note(events: readonly DomainEvent<MembershipsChanged>[], tx: Tx): Promise<void> {
    await noteGroups.rows(tx, [[...new Set(events.map(({ data }) => data.customerId))]]);
  }
}

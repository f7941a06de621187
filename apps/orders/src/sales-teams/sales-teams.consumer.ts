import {
  type DomainEvent,
  type MembershipsChanged,
  membershipsChanged,
  type SalesTeamChanged,
  salesTeamChanged,
  type SalesTeamDeleted,
  salesTeamDeleted,
} from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Consume, ConsumeTogether } from '@clientele/messaging';
import { keepCustomerGroups, keepTeam } from '@clientele/sight';
import { Injectable } from '@nestjs/common';

/** Keeps the sales teams and who is in which group, for what the members of teams see. */
@Injectable()
export class SalesTeamsConsumer {
  @Consume({ event: [salesTeamChanged, salesTeamDeleted], durable: 'orders-sales-teams' })
  keepTeam(event: DomainEvent<SalesTeamChanged | SalesTeamDeleted>, tx: Tx): Promise<void> {
    return keepTeam(event, tx);
  }

  @ConsumeTogether({ event: membershipsChanged, durable: 'orders-customer-groups', gatherMs: 200 })
  keepGroups(events: readonly DomainEvent<MembershipsChanged>[], tx: Tx): Promise<void> {
    return keepCustomerGroups(events, tx);
  }
}

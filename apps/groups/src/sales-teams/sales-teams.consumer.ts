import {
  type DomainEvent,
  type SalesTeamChanged,
  salesTeamChanged,
  type SalesTeamDeleted,
  salesTeamDeleted,
} from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { keepTeam } from '@clientele/sight';
import { Injectable } from '@nestjs/common';

/** Keeps the sales teams, for what their members see. */
@Injectable()
export class SalesTeamsConsumer {
  @Consume({ event: [salesTeamChanged, salesTeamDeleted], durable: 'groups-sales-teams' })
  keepTeam(event: DomainEvent<SalesTeamChanged | SalesTeamDeleted>, tx: Tx): Promise<void> {
    return keepTeam(event, tx);
  }
}

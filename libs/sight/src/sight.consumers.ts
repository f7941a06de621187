import {
  type DomainEvent,
  type MembershipsChanged,
  membershipsChanged,
  type SalesTeamChanged,
  salesTeamChanged,
  type SalesTeamDeleted,
  salesTeamDeleted,
  segmentChanged,
  segmentDeleted,
  segmentMemberEntered,
  segmentMemberLeft,
  type ShopCustomersRegistered,
  shopCustomersRegistered,
} from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Consume, ConsumeTogether } from '@clientele/messaging';
import { Injectable, type Type } from '@nestjs/common';
import { keepCustomerMemberships } from './customer-memberships';
import { keepCustomerShops } from './customer-shops';
import { keepSegments, type SegmentNews } from './customer-segments';
import { keepTeam } from './keep-team';

/** Keeps the sales teams. */
export function teamsConsumer(service: string): Type {
  @Injectable()
  class SalesTeamsConsumer {
    @Consume({ event: [salesTeamChanged, salesTeamDeleted], durable: `${service}-sales-teams` })
    keepTeam(event: DomainEvent<SalesTeamChanged | SalesTeamDeleted>, tx: Tx): Promise<void> {
      return keepTeam(event, tx);
    }
  }
  return SalesTeamsConsumer;
}

/** Keeps who registered at which of the shops that share customers. */
export function shopsConsumer(service: string): Type {
  @Injectable()
  class CustomerShopsConsumer {
    @ConsumeTogether({
      ...{ event: shopCustomersRegistered, durable: `${service}-customer-shops` },
      ...{ gatherMs: 500, repeatable: true },
    })
    keepShops(events: readonly DomainEvent<ShopCustomersRegistered>[], tx: Tx): Promise<void> {
      return keepCustomerShops(events, tx);
    }
  }
  return CustomerShopsConsumer;
}

/** Keeps who is in which group. */
export function membershipsConsumer(service: string): Type {
  @Injectable()
  class MembershipsConsumer {
    @ConsumeTogether({
      ...{ event: membershipsChanged, durable: `${service}-customer-groups` },
      ...{ gatherMs: 500, repeatable: true },
    })
    keepMemberships(events: readonly DomainEvent<MembershipsChanged>[], tx: Tx): Promise<void> {
      return keepCustomerMemberships(events, tx);
    }
  }
  return MembershipsConsumer;
}

const SEGMENT_EVENTS = [segmentChanged, segmentDeleted, segmentMemberEntered, segmentMemberLeft];

/** Keeps who is in which segment. */
export function segmentsConsumer(service: string): Type {
  @Injectable()
  class SegmentsConsumer {
    @ConsumeTogether({ event: SEGMENT_EVENTS, durable: `${service}-segments`, gatherMs: 500 })
    keepSegments(events: readonly DomainEvent<SegmentNews>[], tx: Tx): Promise<void> {
      return keepSegments(events, tx);
    }
  }
  return SegmentsConsumer;
}

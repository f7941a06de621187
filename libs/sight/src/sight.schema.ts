import type { Schema } from '@clientele/database';
import { CustomerGroup, CustomerMemberships } from './customer-group.entity';
import { CustomerShop } from './customer-shop.entity';
import { CustomerSegment, KnownSegment } from './customer-segment.entity';
import { CreateSalesTeams1764000000720 } from './migrations/1764000000720-create-sales-teams';
import { CreateSeenCustomers1764000000721 } from './migrations/1764000000721-create-seen-customers';
import { CreateCustomerSegments1764000000940 } from './migrations/1764000000940-create-customer-segments';
import { SeeSegments1764000000941 } from './migrations/1764000000941-see-segments';
import { KeepGroupsOfTeams1764000001180 } from './migrations/1764000001180-keep-groups-of-teams';
import { CreateCustomerShops1764000001388 } from './migrations/1764000001388-create-customer-shops';
import { SeeShops1764000001389 } from './migrations/1764000001389-see-shops';
import { SalesTeam, SalesTeamResponsibility, SalesTeamMember } from './sales-team.entity';

/**
 * The sales teams and who registered at which shop, for services that know themselves who is in which group: they make the view
 * `seen_customers`.
 */
export const salesTeamsSchema: Schema = {
  entities: [SalesTeam, SalesTeamMember, SalesTeamResponsibility, CustomerShop],
  migrations: [CreateSalesTeams1764000000720, CreateCustomerShops1764000001388],
};

/** Who is in which segment, as it is announced. */
export const segmentsSchema: Schema = {
  entities: [KnownSegment, CustomerSegment],
  migrations: [CreateCustomerSegments1764000000940],
};

/**
 * The sales teams, who is in which segment and which of their groups, who registered where, and the view `seen_customers` of both. A service whose own
 * table says who is in which group has its rows followed by `keepGroupsOfTeams`.
 */
export const sightSchema: Schema = {
  entities: [...salesTeamsSchema.entities, ...segmentsSchema.entities, CustomerGroup],
  migrations: [
    ...salesTeamsSchema.migrations,
    CreateSeenCustomers1764000000721,
    ...segmentsSchema.migrations,
    SeeSegments1764000000941,
    SeeShops1764000001389,
  ],
};

/** Besides `sightSchema`: who is in which group, as it is announced. */
export const membershipsSchema: Schema = {
  entities: [CustomerMemberships],
  migrations: [KeepGroupsOfTeams1764000001180],
};

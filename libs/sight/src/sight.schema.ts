import type { Schema } from '@clientele/database';
import { CustomerGroup, CustomerMemberships } from './customer-group.entity';
import { CustomerSegment, KnownSegment } from './customer-segment.entity';
import { CreateSalesTeams1764000000720 } from './migrations/1764000000720-create-sales-teams';
import { CreateSeenCustomers1764000000721 } from './migrations/1764000000721-create-seen-customers';
import { CreateCustomerSegments1764000000940 } from './migrations/1764000000940-create-customer-segments';
import { SeeSegments1764000000941 } from './migrations/1764000000941-see-segments';
import { SalesTeam, SalesTeamResponsibility, SalesTeamMember } from './sales-team.entity';

/** The sales teams, for services that know themselves who is in which group: they make the view `seen_customers`. */
export const salesTeamsSchema: Schema = {
  entities: [SalesTeam, SalesTeamMember, SalesTeamResponsibility],
  migrations: [CreateSalesTeams1764000000720],
};

/** Who is in which segment, as it is announced. */
export const segmentsSchema: Schema = {
  entities: [KnownSegment, CustomerSegment],
  migrations: [CreateCustomerSegments1764000000940],
};

/** The sales teams, who is in which group and segment, and the view `seen_customers` of both. */
export const sightSchema: Schema = {
  entities: [...salesTeamsSchema.entities, ...segmentsSchema.entities, CustomerMemberships, CustomerGroup],
  migrations: [
    ...salesTeamsSchema.migrations,
    CreateSeenCustomers1764000000721,
    ...segmentsSchema.migrations,
    SeeSegments1764000000941,
  ],
};

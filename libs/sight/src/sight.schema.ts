import type { Schema } from '@clientele/database';
import { CustomerGroup, CustomerMemberships } from './customer-group.entity';
import { CreateSalesTeams1764000000720 } from './migrations/1764000000720-create-sales-teams';
import { CreateSeenCustomers1764000000721 } from './migrations/1764000000721-create-seen-customers';
import { SalesTeam, SalesTeamResponsibility, SalesTeamMember } from './sales-team.entity';

/** The sales teams, for services that know themselves who is in which group: they make the view `seen_customers`. */
export const salesTeamsSchema: Schema = {
  entities: [SalesTeam, SalesTeamMember, SalesTeamResponsibility],
  migrations: [CreateSalesTeams1764000000720],
};

/** The sales teams, who is in which group, and the view `seen_customers` of both. */
export const sightSchema: Schema = {
  entities: [...salesTeamsSchema.entities, CustomerMemberships, CustomerGroup],
  migrations: [...salesTeamsSchema.migrations, CreateSeenCustomers1764000000721],
};

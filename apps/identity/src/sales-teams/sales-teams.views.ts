import { RESPONSIBILITY_KINDS, type ResponsibilityKind } from '@clientele/contracts';
import { ApiProperty } from '@nestjs/swagger';

/** How many of each kind a sales team is responsible for. */
export class ResponsibilityCountsView {
  customer: number;
  group: number;
  segment: number;
  shop: number;
}

/** Employees who look after customers together. */
export class SalesTeamView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  name: string;
  /** How many members it has. */
  members: number;
  responsibilities: ResponsibilityCountsView;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
  /** Counts every change, of members and responsibilities too; also the ETag. */
  version: number;
}

export class SalesTeamsPageView {
  items: SalesTeamView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

/** An employee of a sales team. */
export class TeamMemberView {
  @ApiProperty({ format: 'uuid' })
  employeeId: string;
  firstName: string;
  lastName: string;
  email: string;
  /** Whether the employee may log in. */
  enabled: boolean;
  @ApiProperty({ format: 'date-time' })
  addedAt: string;
}

export class TeamMembersPageView {
  items: TeamMemberView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

/** Something that a sales team is responsible for. */
export class ResponsibilityView {
  @ApiProperty({ enum: RESPONSIBILITY_KINDS })
  kind: ResponsibilityKind;
  /** Of the customer, group, segment or shop. */
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'date-time' })
  addedAt: string;
}

export class ResponsibilitiesPageView {
  items: ResponsibilityView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

/** By what a sales team is responsible for a customer. */
export class ThroughView {
  @ApiProperty({ enum: RESPONSIBILITY_KINDS })
  kind: ResponsibilityKind;
  /** Of the customer itself, or of its group or shop. */
  @ApiProperty({ format: 'uuid' })
  id: string;
}

/** A sales team that is responsible for a customer. */
export class ResponsibleTeamView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  name: string;
  through: ThroughView[];
}

export class ResponsibleTeamsView {
  /** By name. */
  items: ResponsibleTeamView[];
}

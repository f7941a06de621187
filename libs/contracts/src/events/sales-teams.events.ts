import { IsArray, IsIn, IsOptional, IsString, IsUUID, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { defineEvent } from '../event';

/** What a sales team can be responsible for. */
export const RESPONSIBILITY_KINDS = ['customer', 'group', 'segment', 'shop'] as const;
export type ResponsibilityKind = (typeof RESPONSIBILITY_KINDS)[number];

/** All of one kind that a sales team is responsible for. */
export class ResponsibilitiesFact {
  @IsIn(RESPONSIBILITY_KINDS) kind: ResponsibilityKind;
  @IsUUID('all', { each: true }) ids: string[];
}

/** A sales team as it is now: made, edited or published again. */
export class SalesTeamChanged {
  @IsUUID() teamId: string;
  @IsString() name: string;
  /** Its members. */
  @IsUUID('all', { each: true }) employeeIds: string[];
  /** What it is responsible for; a kind that is missing has nothing. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ResponsibilitiesFact)
  responsibilities: ResponsibilitiesFact[];
  /** A large team is told in parts of one version: this one tells what it is responsible for from this id on. */
  @IsOptional() @IsUUID() fromId?: string;
  /** And up to this id, which is not of the part. */
  @IsOptional() @IsUUID() beforeId?: string;
}

/** Carries the whole state of a sales team. Aggregate: the team. */
export const salesTeamChanged = defineEvent<SalesTeamChanged>(
  'identity.sales-team.changed.v1',
  SalesTeamChanged,
  {
    teamId: '0198c0de-0000-7000-8000-000000000020',
    name: 'North',
    employeeIds: ['0198c0de-0000-7000-8000-000000000021'],
    responsibilities: [
      { kind: 'customer', ids: ['0198c0de-0000-7000-8000-000000000001'] },
      { kind: 'group', ids: ['0198c0de-0000-7000-8000-000000000010'] },
    ],
  },
);

/** A sales team is gone. */
export class SalesTeamDeleted {
  @IsUUID() teamId: string;
}

/** A sales team is gone; its members lose sight of its customers. Aggregate: the team. */
export const salesTeamDeleted = defineEvent('identity.sales-team.deleted.v1', SalesTeamDeleted, {
  teamId: '0198c0de-0000-7000-8000-000000000020',
});

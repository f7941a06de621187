import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Min,
  ValidateNested,
} from 'class-validator';
import { defineEvent } from '../event';

/** What an entry of the audit log tells of: something was changed, or data of a person was read. */
export const AUDIT_KINDS = ['change', 'read'] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

const ACTOR_KINDS = ['employee', 'contact', 'visitor', 'client', 'system'] as const;

/** Who did what to which thing, when and from where. */
export class AuditEntryFact {
  @IsUUID() id: string;
  @IsISO8601() at: string;
  @IsUUID() shopId: string;
  @IsString() service: string;
  @IsIn(AUDIT_KINDS) kind: AuditKind;
  @IsIn(ACTOR_KINDS) actorKind: (typeof ACTOR_KINDS)[number];
  @IsString() actorId: string;
  /** Id of the operation, such as `customers.edit`. */
  @IsString() operation: string;
  /** Plural noun, as in paths. */
  @IsString() resourceType: string;
  /** Absent for lists, and for several. */
  @IsOptional() @IsString() resourceId?: string;
  /** Several that were read within a second or so. */
  @IsOptional() @IsArray() @IsString({ each: true }) resourceIds?: string[];
  /** The customer whose data it is, if one. */
  @IsOptional() @IsUUID() customerId?: string;
  /** Several, whose data was read within a second or so. */
  @IsOptional() @IsArray() @IsUUID(undefined, { each: true }) customerIds?: string[];
  /** How often the same was done in a row, within a second or so. */
  @IsInt() @Min(1) times: number;
  /** Address, user agent, what it was before and after, as JSON text; secrets are masked. */
  @IsString() details: string;
}

/** Things that were done, to be kept in the audit log. */
export class AuditEntriesRecorded {
  @IsArray()
  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Type(() => AuditEntryFact)
  entries: AuditEntryFact[];
}

/** Tells identity, which keeps the audit log, what was done elsewhere. Aggregate: the batch. */
export const auditEntriesRecorded = defineEvent('audit.entries.recorded.v1', AuditEntriesRecorded, {
  entries: [
    {
      id: '0198c0de-0000-7000-8000-000000000060',
      at: '2026-11-22T10:00:00.000Z',
      shopId: '0198c0de-0000-7000-8000-000000000000',
      service: 'groups',
      kind: 'change',
      actorKind: 'employee',
      actorId: '0198c0de-0000-7000-8000-000000000050',
      operation: 'groups.edit',
      resourceType: 'groups',
      resourceId: '0198c0de-0000-7000-8000-000000000010',
      times: 1,
      details: '{"address":"203.0.113.7","after":{"discountPercent":"10"}}',
    },
  ],
});

import { AUDIT_KINDS, type AuditKind } from '@clientele/contracts';
import { ApiProperty } from '@nestjs/swagger';
import type { FaultKind } from './chain.domain';

export class AuditActorView {
  @ApiProperty({ enum: ['employee', 'contact', 'visitor', 'client', 'system'] })
  kind: string;
  id: string;
}

export class AuditResourceView {
  /** As in paths. */
  type: string;
  /** Null for lists, and for several. */
  id: string | null;
  /** Several that were read within a second or so; null for one. */
  ids: string[] | null;
}

/** Something that was done. */
export class AuditEntryView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'date-time' })
  at: string;
  service: string;
  @ApiProperty({ enum: AUDIT_KINDS })
  kind: AuditKind;
  actor: AuditActorView;
  /** Id of the operation, such as `customers.edit`. */
  operation: string;
  resource: AuditResourceView;
  /** The customer whose data it is. */
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  customerId: string | null;
  /** The customers, where data of several was read within a second or so. */
  @ApiProperty({ type: 'array', items: { type: 'string', format: 'uuid' }, nullable: true })
  customerIds: string[] | null;
  /** How often the same was done within a second or so. */
  times: number;
  /** Where it came from: an IP address. */
  address: string | null;
  userAgent: string | null;
  /** What a read asked for. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  query: object | null;
  /** What it was, of the fields that changed. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  before: object | null;
  /** What it is now; where the service does not tell what it was before, what was asked for. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  after: object | null;
}

export class AuditPageView {
  items: AuditEntryView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

export class AuditFaultView {
  @ApiProperty({ enum: ['link-missing', 'entry-missing', 'entry-altered', 'details-altered'] })
  kind: FaultKind;
  link: number;
  /** Position of the entry. */
  @ApiProperty({ type: 'string', nullable: true })
  position: string | null;
}

export class AuditHeadView {
  link: number;
  /** In hexadecimal digits. */
  hash: string;
}

/** Whether the log is as it was written. */
export class AuditVerificationView {
  /** Nothing of what was checked is missing or altered, and no entry waits for its link for more than a minute. */
  intact: boolean;
  /** How many links were checked. */
  checked: number;
  /** Where to go on; null at the end of the chain. */
  nextLink: number | null;
  /** The first hundred. */
  faults: AuditFaultView[];
  /** Entries that should have a link by now. */
  unlinked: number;
  /** The end of the chain. Noted elsewhere, it proves later that nothing was cut off or written anew. */
  @ApiProperty({ type: () => AuditHeadView, nullable: true })
  head: AuditHeadView | null;
}

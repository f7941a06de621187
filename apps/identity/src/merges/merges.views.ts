import { JobView } from '@clientele/jobs';
import { ApiProperty } from '@nestjs/swagger';
import { ActingProfileView } from '../sessions/sessions.views';
import { PurchaseLimitView } from '../purchase-limits/purchase-limits.views';
import { MERGE_FIELDS, type MergeField, type Side, SIDES } from './merge-plan.domain';

const COUNTS = { type: 'object', additionalProperties: { type: 'integer' } } as const;
const ANY_VALUE = { oneOf: [{ type: 'string' }, { type: 'number' }] };

/** What a service does about a merge. */
export class MergeServiceView {
  service: string;
  /** When it had followed; null: not yet. */
  @ApiProperty({ format: 'date-time', nullable: true })
  followedAt: string | null;
  /** How many of what are with the survivor by the merge. */
  @ApiProperty(COUNTS)
  moved: Record<string, number>;
}

/** A merge of two customers, as a job that all services do a part of. */
export class MergeView extends JobView {
  /** The customer that became part of the other. */
  @ApiProperty({ format: 'uuid' })
  fromId: string;
  /** The survivor. */
  @ApiProperty({ format: 'uuid' })
  intoId: string;
  services: MergeServiceView[];
  /** Until when it can be undone. */
  @ApiProperty({ format: 'date-time' })
  undoUntil: string;
  /** When it was undone; `state` and `services` are about the undoing then. */
  @ApiProperty({ format: 'date-time', nullable: true })
  undoneAt: string | null;
}

export class MergesPageView {
  items: MergeView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many there are, if asked for by `count=true`. */
  total?: number;
}

/** One of two customers that are to be merged. */
export class MergePartyView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Short, for people. The survivor keeps its own. */
  number: string;
  firstName: string;
  lastName: string;
  email: string;
  company: string | null;
  isGuest: boolean;
}

/** A field in which both have something, and not the same. */
export class MergeConflictView {
  @ApiProperty({ enum: MERGE_FIELDS })
  field: MergeField;
  @ApiProperty(ANY_VALUE)
  from: string | number;
  @ApiProperty(ANY_VALUE)
  into: string | number;
  /** Whose value the survivor has, unless `choices` tell otherwise. */
  @ApiProperty({ enum: SIDES })
  taken: Side;
}

/** What a contact of both may do for each; for the survivor it stays as it is. */
export class SharedContactView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  firstName: string;
  lastName: string;
  fromProfile: ActingProfileView;
  @ApiProperty({ type: () => PurchaseLimitView, nullable: true })
  fromPurchaseLimit: PurchaseLimitView | null;
  intoProfile: ActingProfileView;
  @ApiProperty({ type: () => PurchaseLimitView, nullable: true })
  intoPurchaseLimit: PurchaseLimitView | null;
}

/** How much of what moves, by the service that keeps it. */
export class MergeHoldingsView {
  service: string;
  @ApiProperty(COUNTS)
  counts: Record<string, number>;
}

/** What merging two customers would do. */
export class MergePreviewView {
  from: MergePartyView;
  into: MergePartyView;
  /** What moves to the survivor. */
  moves: MergeHoldingsView[];
  /** Services that could not be asked; what they keep moves all the same. */
  unavailable: string[];
  /** Fields of which one value is lost for the survivor. */
  conflicts: MergeConflictView[];
  /** What the survivor gets as it has none: fields and their values. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  fills: Record<string, unknown>;
  /** Contacts that act for both. */
  sharedContacts: SharedContactView[];
  /** What stays with the one that is merged, as the survivor has its own: `graphical-profile`, `form-rules`, `default-addresses`, `consents`. */
  kept: string[];
}

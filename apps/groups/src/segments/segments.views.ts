import { ApiProperty } from '@nestjs/swagger';
import { BUILD_CAUSES, type BuildCause } from './segment-build.entity';
import { MEMBER_SOURCES, type MemberSource } from './segment-member.entity';
import { PIN_EFFECTS, type PinEffect } from './segment-pin.entity';
import { TRANSITION_CAUSES, type TransitionCause } from './segment-transition.entity';
import { SEGMENT_STATES, type SegmentState } from './segment.entity';

export class BuildView {
  @ApiProperty({ enum: BUILD_CAUSES })
  cause: BuildCause;
  /** How many customers were looked at. */
  processed: number;
  /** About how many there are. */
  total: number;
}

/** A set of customers, by a rule, by groups and by hand. */
export class SegmentView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Name per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  name: Record<string, string>;
  /** A tree of `all`, `any`, `not` and conditions. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  rule: Record<string, unknown> | null;
  @ApiProperty({ type: 'string', format: 'uuid', isArray: true })
  includedGroupIds: string[];
  @ApiProperty({ type: 'string', format: 'uuid', isArray: true })
  excludedGroupIds: string[];
  /** `building`: not all customers were looked at since it was made or changed. */
  @ApiProperty({ enum: SEGMENT_STATES })
  state: SegmentState;
  /** How far looking at all customers has come; null: it is not under way. */
  build: BuildView | null;
  /** When all customers were last looked at. */
  @ApiProperty({ format: 'date-time' })
  builtAt: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
  /** Counts the changes; also the ETag. */
  version: number;
}

export class SegmentsPageView {
  items: SegmentView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

export class SegmentMemberView {
  @ApiProperty({ format: 'uuid' })
  customerId: string;
  @ApiProperty({ enum: MEMBER_SOURCES })
  source: MemberSource;
  @ApiProperty({ format: 'date-time' })
  enteredAt: string;
}

export class SegmentMembersPageView {
  items: SegmentMemberView[];
  nextCursor: string | null;
  total?: number;
}

export class SegmentTransitionView {
  @ApiProperty({ format: 'uuid' })
  customerId: string;
  /** False: it left. */
  entered: boolean;
  /** What changed: the customer, the definition of the segment; or it was found at the nightly look. */
  @ApiProperty({ enum: TRANSITION_CAUSES })
  cause: TransitionCause;
  @ApiProperty({ format: 'date-time' })
  happenedAt: string;
}

export class SegmentTransitionsPageView {
  items: SegmentTransitionView[];
  nextCursor: string | null;
  total?: number;
}

export class PinView {
  @ApiProperty({ format: 'uuid' })
  customerId: string;
  @ApiProperty({ enum: PIN_EFFECTS })
  effect: PinEffect;
  @ApiProperty({ format: 'date-time' })
  until: string | null;
  @ApiProperty({ format: 'date-time' })
  pinnedAt: string;
}

export class PinsPageView {
  items: PinView[];
  nextCursor: string | null;
  total?: number;
}

export class PinnedView {
  /** How many customers are pinned now as asked. */
  pinned: number;
}

/** How many customers. */
export class CountView {
  count: number;
  /** False: an estimate. */
  exact: boolean;
  /** Of an estimate: with a probability of 95 % it is off by no more than this. */
  margin: number | null;
  /** Some of them. */
  @ApiProperty({ type: 'string', format: 'uuid', isArray: true })
  sample: string[];
}

export class PreviewView {
  members: CountView;
  /** Who would come into the segment named. */
  entering: CountView | null;
  /** Who would leave it. */
  leaving: CountView | null;
}

export class ExplanationView {
  @ApiProperty({ format: 'uuid' })
  customerId: string;
  /** Whether the customer is kept as a member. */
  isMember: boolean;
  /** Whether it is one by what is known of it at this moment. */
  belongs: boolean;
  /** What decides: a pin before rule and groups, nothing for a closed customer. */
  @ApiProperty({ enum: ['pin', 'definition', 'closed'] })
  decidedBy: 'pin' | 'definition' | 'closed';
  pin: PinView | null;
  /** Rule and groups as one tree, with the result of each node and the actual value of each condition; null: there is none. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  explanation: Record<string, unknown> | null;
  /**
   * When the passing of time alone changes whether it belongs: by a date in the rule, or as a pin or its time in a group ends; null:
   * never.
   */
  @ApiProperty({ format: 'date-time' })
  changesAt: string | null;
  /** The moment this is about. */
  @ApiProperty({ format: 'date-time' })
  asOf: string;
}

export class OperatorView {
  name: string;
  /** What its value is: `none`, `one`, `list`, `range` (from and to), `period` (`{"days": n}` or `{"hours": n}`), `days`. */
  value: string;
  /** The operator whose opposite it is: it holds for customers without a value, too. */
  negates: string | null;
}

export class FactView {
  name: string;
  /** `text`, `choice`, `id`, `flag`, `number`, `amount`, `instant`, `birthday`, `set` or `purchases`. */
  type: string;
  unit: string | null;
  choices: string[] | null;
  /** Whether there are customers without a value. */
  canBeMissing: boolean;
  operators: OperatorView[];
}

/** What rules can be made of. */
export class RuleSchemaView {
  /** How deep `all`, `any` and `not` may stand in each other. */
  deepest: number;
  mostConditions: number;
  /** In a list. */
  mostValues: number;
  facts: FactView[];
}

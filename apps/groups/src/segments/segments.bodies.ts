import { asBoolean, IfGiven, IsInstant, IsNames, ListQuery } from '@clientele/http';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsUUID,
} from 'class-validator';
import { CustomerParam } from '../memberships/memberships.bodies';
import { MEMBER_SOURCES, type MemberSource } from './segment-member.entity';
import { PIN_EFFECTS, type PinEffect } from './segment-pin.entity';

const RULE = {
  type: 'object',
  additionalProperties: true,
  example: {
    all: [
      { fact: 'country', operator: 'equals', value: 'FR' },
      { not: { fact: 'lastOrderAt', operator: 'withinLast', value: { days: 90 } } },
    ],
  },
} as const;

export class DefinitionBody {
  /** A tree of `all`, `any`, `not` and conditions, as `GET /v1/segments/schema` tells; null: nobody is in it by a rule. */
  @ApiProperty({ ...RULE, nullable: true })
  @IsOptional()
  @IsObject()
  readonly rule?: Record<string, unknown> | null;

  /** Groups all of whose members are in it. */
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly includedGroupIds: string[] = [];

  /** Groups none of whose members are in it, unless they are pinned. */
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly excludedGroupIds: string[] = [];
}

export class CreateSegmentBody extends DefinitionBody {
  /**
   * Name per language (BCP 47).
   * @example { "en": "Tea lovers" }
   */
  @IsNames()
  readonly name: Record<string, string>;
}

export class EditSegmentBody {
  /** Name per language (BCP 47); replaces all names. */
  @IfGiven()
  @IsNames()
  readonly name?: Record<string, string>;

  /** Replaces the rule; null takes it away. */
  @ApiProperty({ ...RULE, nullable: true })
  @IsOptional()
  @IsObject()
  readonly rule?: Record<string, unknown> | null;

  /** Replaces the groups all of whose members are in it. */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly includedGroupIds?: string[];

  /** Replaces the groups none of whose members are in it. */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly excludedGroupIds?: string[];
}

export class PreviewSegmentBody extends DefinitionBody {
  /** A segment that would be changed to this: who would come in and who would leave. Its pins count. */
  @IsOptional()
  @IsUUID()
  readonly segmentId?: string;
}

export class ListSegmentsQuery extends ListQuery {
  /** Only segments that this customer is in. */
  @IsOptional()
  @IsUUID()
  readonly customerId?: string;
}

export class ListSegmentMembersQuery extends ListQuery {
  /** Only this customer. */
  @IsOptional()
  @IsUUID()
  readonly customerId?: string;

  /** Only those whom this brought in. */
  @IsOptional()
  @IsIn(MEMBER_SOURCES)
  readonly source?: MemberSource;
}

export class ListTransitionsQuery extends ListQuery {
  /** Only of this customer. */
  @IsOptional()
  @IsUUID()
  readonly customerId?: string;

  /** Only who came in, or only who left. */
  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly entered?: boolean;
}

export class SegmentCustomerParam extends CustomerParam {
  /** Id of the segment. */
  @IsUUID()
  readonly id: string;
}

export class PinBody {
  /**
   * Whether the customer is in the segment or out of it, whatever its rule and groups say.
   * @example "in"
   */
  @IsIn(PIN_EFFECTS)
  readonly effect: PinEffect;

  /**
   * When the pin ends; without it, never.
   * @example "2036-12-31T23:00:00Z"
   */
  @IsOptional()
  @IsInstant()
  readonly until?: string | null;
}

export class PinManyBody extends PinBody {
  /**
   * Customers, up to 1 000.
   * @example ["0198c0de-0000-7000-8000-000000000001"]
   */
  @IsArray()
  @ArrayMaxSize(1_000)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly customerIds: string[];
}

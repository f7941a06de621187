import { asBoolean, IfGiven, IsInstant } from '@clientele/http';
import { applyDecorators } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  ValidateNested,
} from 'class-validator';
import { BATCH_ACTIONS, type BatchAction } from './membership-batch.domain';
import { NAMED_BY, type NamedBy } from './named-column.domain';

const MOST_NAMED = 10_000;

const IsNaming = (): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(MOST_NAMED),
    ArrayUnique(),
    IsString({ each: true }),
    Length(1, 320, { each: true }),
  );

/** The customers of a batch, in one of these ways. */
export class BatchCustomersBody {
  /**
   * By their ids, at most 10 000.
   * @example ["0198c0de-0000-7000-8000-000000000001"]
   */
  @IfGiven()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NAMED)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly ids?: string[];

  /** By their numbers, at most 10 000. */
  @IfGiven()
  @IsNaming()
  readonly numbers?: string[];

  /** By their e-mail addresses, at most 10 000. Guests have none of their own. */
  @IfGiven()
  @IsNaming()
  readonly emails?: string[];

  /** All who are in a segment when the batch begins. */
  @IfGiven()
  @IsUUID()
  readonly segmentId?: string;

  /** All for whom a rule holds when the batch begins; a rule as segments have, see `GET /v1/segments/schema`. */
  @IfGiven()
  @IsObject()
  readonly rule?: object;

  /**
   * All whom `GET /v1/customers` shows with these filters when the batch begins: by the same names and with the same meaning, without
   * `sort`, `limit`, `cursor` and `count`. None at all means every open customer. Takes `customers:read` as well.
   * @example { "newsletter": true, "lastVisitFrom": "2026-01-01T00:00:00Z" }
   */
  @IfGiven()
  @IsObject()
  readonly filter?: object;
}

/** What is done with each customer. */
export class BatchOptionsBody {
  /** Put customers into a group, take them out of it, or both at once: out of one and into another. */
  @IsIn(BATCH_ACTIONS)
  readonly action: BatchAction;

  /**
   * Group that they are put into; taken out of, where the action is `remove`.
   * @example "b459bf70-1726-503d-9a17-bcfcc91fc124"
   */
  @IsUUID()
  readonly groupId: string;

  /** Group that `move` takes them out of; whoever is not in it stays as it is. */
  @IfGiven()
  @IsUUID()
  readonly fromGroupId?: string;

  /** Whether the group becomes their default. Where the group that they are moved out of was, it does anyway. */
  @IsBoolean()
  readonly isDefault: boolean = false;

  /** When the memberships end, RFC 3339; null: never. Not said, those who are moved keep the end that they have. */
  @IsOptional()
  @IsInstant()
  readonly expiresAt?: string | null;
}

export class CreateMembershipBatchBody extends BatchOptionsBody {
  /** Whom it is about. */
  @IsDefined()
  @ValidateNested()
  @Type(() => BatchCustomersBody)
  readonly customers: BatchCustomersBody;
}

/** The same for customers that a file names. */
export class FileBatchQuery extends BatchOptionsBody {
  /** Whether the group becomes their default. Where the group that they are moved out of was, it does anyway. */
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  override readonly isDefault: boolean = false;

  /** The column that names the customers; without it `id`, `number` or `email`, the first of these that there is. */
  @IfGiven()
  @IsIn(NAMED_BY)
  readonly column?: NamedBy;
}

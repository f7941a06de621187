import { IfGiven } from '@clientele/http';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsUUID, ValidateBy } from 'class-validator';
import { MERGE_FIELDS, type MergeChoices, SIDES } from './merge-plan.domain';

const isChoices = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.entries(value).every(
    ([field, side]: [string, unknown]) =>
      MERGE_FIELDS.some((known) => known === field) && SIDES.some((known) => known === side),
  );

const IsChoices = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: 'object',
      properties: Object.fromEntries(
        MERGE_FIELDS.map((field) => [field, { type: 'string', enum: [...SIDES] }]),
      ),
      additionalProperties: false,
      example: { phone: 'from' },
    }),
    ValidateBy({
      name: 'isChoices',
      validator: {
        validate: isChoices,
        defaultMessage: (context) =>
          `${context?.property ?? 'value'} must hold from or into by the names of fields`,
      },
    }),
  );

export class MergePairQuery {
  /** The customer that becomes part of the other. */
  @IsUUID()
  readonly fromId: string;

  /** The survivor. */
  @IsUUID()
  readonly intoId: string;
}

export class MergeCustomersBody {
  /**
   * The customer that becomes part of the other.
   * @example "0198c0de-0000-7000-8000-000000000006"
   */
  @IsUUID()
  readonly fromId: string;

  /**
   * The survivor.
   * @example "0198c0de-0000-7000-8000-000000000001"
   */
  @IsUUID()
  readonly intoId: string;

  /** Whose value the survivor has where both have one: its own, unless told otherwise. */
  @IfGiven()
  @IsChoices()
  readonly choices: MergeChoices = {};
}

import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { LONGEST_TEXT } from './form-faults.domain';

/** Names of fields, delivered and own. */
export const FIELD_NAME = /^[a-z][A-Za-z0-9]{0,63}$/;

const MOST = 200;

/** Values of own fields by name: texts, numbers, and null to take one away. What a form asks for is checked later. */
export const IsOwnValues = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: 'object',
      additionalProperties: { type: ['string', 'number', 'null'] as never },
      maxProperties: MOST,
    }),
    ValidateBy({
      name: 'isOwnValues',
      validator: {
        validate: isOwnValues,
        defaultMessage: (context) =>
          `${context?.property ?? 'value'} must hold texts and numbers by the names of fields`,
      },
    }),
  );

function isOwnValues(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries: [string, unknown][] = Object.entries(value);
  return entries.length <= MOST && entries.every(([name, own]) => FIELD_NAME.test(name) && isValue(own));
}

const isValue = (value: unknown): boolean =>
  value === null ||
  typeof value === 'number' ||
  (typeof value === 'string' && value.length <= LONGEST_TEXT * 2 && !value.includes('\0'));

import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';

const NAME = /^[a-z][A-Za-z0-9_.-]{0,63}$/;
const MOST = 50;
const LONGEST = 1_000;

/** Values by name, as a storefront chooses them: texts, numbers, and yes or no. */
export const IsOptions = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: 'object',
      additionalProperties: { type: ['string', 'number', 'boolean'] } as unknown as boolean,
      maxProperties: MOST,
      example: { orderMails: true, startPage: 'orders' },
    }),
    ValidateBy({
      name: 'isOptions',
      validator: {
        validate: isOptions,
        defaultMessage: (context) =>
          `${context?.property ?? 'value'} must hold at most ${MOST} texts, numbers or booleans by name`,
      },
    }),
  );

function isOptions(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries: [string, unknown][] = Object.entries(value);
  return entries.length <= MOST && entries.every(([name, option]) => NAME.test(name) && isOption(option));
}

const isOption = (value: unknown): boolean =>
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' && value.length <= LONGEST && !value.includes('\0'));

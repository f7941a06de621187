import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';

const KEY = /^[A-Za-z][A-Za-z0-9-]{0,63}$/;
const MOST = 100;

/** An object of up to a hundred texts, each of which `pattern` allows, by keys of letters, digits and hyphens. */
export const IsTexts = (
  pattern: RegExp,
  meaning: string,
  example: Readonly<Record<string, string>>,
): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, example }),
    ValidateBy({
      name: 'isTexts',
      validator: {
        validate: (value) => isTexts(value, pattern),
        defaultMessage: (context) => `${context?.property ?? 'value'} must hold ${meaning} by simple names`,
      },
    }),
  );

function isTexts(value: unknown, pattern: RegExp): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries: [string, unknown][] = Object.entries(value);
  return (
    entries.length <= MOST &&
    entries.every(
      ([key, text]) => KEY.test(key) && !(key in {}) && typeof text === 'string' && pattern.test(text),
    )
  );
}

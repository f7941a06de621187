import { isPattern } from '@clientele/forms';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { isISO31661Alpha2, ValidateBy } from 'class-validator';

const LONGEST = 500;

/** Regular expressions that RE2 and ECMAScript understand, by country; null takes one away. */
export const IsPatternsByCountry = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: 'object',
      additionalProperties: { type: ['string', 'null'] as never, minLength: 1, maxLength: LONGEST },
    }),
    ValidateBy({
      name: 'isPatternsByCountry',
      validator: {
        validate: isPatternsByCountry,
        defaultMessage: (context) =>
          `${context?.property ?? 'value'} must hold regular expressions for RE2 and ECMAScript, without look-around or back-references, by ISO 3166 alpha-2 codes`,
      },
    }),
  );

function isPatternsByCountry(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries: [string, unknown][] = Object.entries(value);
  return entries.every(
    ([country, pattern]) => /^[A-Z]{2}$/.test(country) && isISO31661Alpha2(country) && isGood(pattern),
  );
}

const isGood = (pattern: unknown): boolean =>
  pattern === null || (typeof pattern === 'string' && pattern.length <= LONGEST && isPattern(pattern));

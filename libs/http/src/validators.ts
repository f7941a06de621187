import { isCurrency } from '@clientele/contracts';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Matches, ValidateBy, ValidateIf } from 'class-validator';

const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** The field may be left out, but null is no value for it (`IsOptional` accepts both). */
export const IfGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** A text per language: an object from BCP 47 tags to texts of 1 to 255 characters, at least one. */
export const IsNames = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: 'object',
      additionalProperties: { type: 'string', minLength: 1, maxLength: 255 },
      minProperties: 1,
      example: { en: 'VIP' },
    }),
    ValidateBy({
      name: 'isNames',
      validator: {
        validate: isNames,
        defaultMessage: (context) =>
          `${context?.property ?? 'value'} must hold a text of 1 to 255 characters per language`,
      },
    }),
  );

function isNames(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries: [string, unknown][] = Object.entries(value);
  return (
    entries.length > 0 &&
    entries.length <= 100 &&
    entries.every(
      ([language, text]) =>
        LANGUAGE.test(language) &&
        typeof text === 'string' &&
        text.trim().length > 0 &&
        text.length <= 255 &&
        !text.includes('\0'),
    )
  );
}

/** A percentage as a decimal string: 0 to 100 with up to two decimals. */
export const IsPercent = (): PropertyDecorator =>
  Matches(/^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/, {
    message: ({ property }) =>
      `${property} must be a percentage from 0 to 100 with up to two decimals, as text`,
  });

/** A non-negative amount of money as a decimal string, with up to six decimals. */
export const IsAmount = (): PropertyDecorator =>
  Matches(/^\d{1,14}(\.\d{1,6})?$/, {
    message: ({ property }) =>
      `${property} must be an amount with up to 14 digits before and 6 after the point, as text`,
  });

/** A currency by its ISO 4217 code, in capitals. */
export const IsCurrency = (): PropertyDecorator =>
  ValidateBy({
    name: 'isCurrency',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isCurrency(value),
      defaultMessage: (context) => `${context?.property ?? 'value'} must be a currency, such as EUR`,
    },
  });

/** A language by its BCP 47 tag. */
export const IsLanguage = (): PropertyDecorator =>
  Matches(LANGUAGE, { message: ({ property }) => `${property} must be a language, such as en or pt-BR` });

/** A day of the calendar, as `YYYY-MM-DD`. */
export const IsCalendarDate = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ format: 'date' }),
    ValidateBy({
      name: 'isCalendarDate',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isCalendarDate(value),
        defaultMessage: (context) => `${context?.property ?? 'value'} must be a day, as YYYY-MM-DD`,
      },
    }),
  );

/** An instant, as ISO 8601 date and time with `Z` or an offset. */
export const IsInstant = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ format: 'date-time' }),
    ValidateBy({
      name: 'isInstant',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isInstant(value),
        defaultMessage: (context) =>
          `${context?.property ?? 'value'} must be an instant, such as 2026-11-22T10:00:00Z`,
      },
    }),
  );

// Of offsets Postgres reads those below sixteen hours.
const isInstant = (text: string): boolean =>
  /^.{10}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-](0\d|1[0-5]):[0-5]\d)$/.test(text) &&
  isCalendarDate(text.slice(0, 10)) &&
  hasYear(Date.parse(text));

// By its offset it may lie in another year: before the first, or in one of five digits, which Postgres does not read.
const hasYear = (time: number): boolean =>
  !Number.isNaN(time) && /^(?!0000)\d{4}-/.test(new Date(time).toISOString());

// Postgres knows no year 0; the 30th of February would come back as another day.
function isCalendarDate(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

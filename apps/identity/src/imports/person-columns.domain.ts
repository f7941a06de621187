import { isBirthday } from '../customers/age.domain';
import { isEmailAddress } from '../emails/email';
import { isName } from '../names/name.domain';
import { type Column, day, ignored, type Reading, text, textThat } from './column.domain';

const NAME = 'Letters, spaces, hyphens, apostrophes and dots after words, 1 to 255 of them, are needed.';
export const name = textThat((value) => isName(value), 'not-a-name', NAME);

export const phone = textThat(
  (value) => /^[+\d][\d ()./-]{1,31}$/.test(value),
  'not-a-phone-number',
  'A telephone number of up to 32 characters is needed.',
);

export const language = textThat(
  (value) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(value),
  'not-a-language',
  'A language is needed, such as en or pt-BR.',
);

export const email = textThat(isEmailAddress, 'not-an-email', 'An e-mail address is needed.');

/** A hash of a password in another shop; dearer ones would keep the processors busy at each log-in. */
export const passwordHash = textThat(
  (value) => /^\$2[abxy]\$(?:0[4-9]|1[0-3])\$[./A-Za-z0-9]{53}$/.test(value),
  'not-a-password-hash',
  'A bcrypt hash with a cost of up to 13 is needed; passwords are not imported.',
);

/** Number of a customer. */
export const customerNumber = textThat(
  (value) => /^[1-9]\d{0,14}$/.test(value),
  'not-a-number',
  'A number is needed.',
);

export function birthday(value: string, now: Date): Reading {
  const reading = day(value);
  if (!('value' in reading) || isBirthday(String(reading.value), now)) return reading;
  return { code: 'not-a-birthday', message: 'A day in the last 200 years is needed.' };
}

/** How customers are found. */
export const CUSTOMER_MATCHES = ['number', 'externalReference', 'email'] as const;
export type CustomerMatch = (typeof CUSTOMER_MATCHES)[number];

export const matchOf = (match: string): CustomerMatch =>
  CUSTOMER_MATCHES.find((known) => known === match) ?? 'email';

/** The columns that say whose something is, in the order of our own format. */
export const OWNER_COLUMNS: readonly (Column & { readonly match: CustomerMatch })[] = [
  { field: 'customerNumber', headers: ['ID customer'], read: customerNumber, match: 'number' },
  { field: 'customerReference', read: text(64), match: 'externalReference' },
  { field: 'customerEmail', read: email, match: 'email' },
];

/** The column that says whose something is, in one way of matching. */
export const ownerField = (match: string): string =>
  OWNER_COLUMNS.find((column) => column.match === matchOf(match))?.field ?? 'customerEmail';

/** Columns of what belongs to customers: those by which no customer is looked for are left. */
export const withOwner = (columns: readonly Column[], match: string): readonly Column[] =>
  columns.map((column) =>
    OWNER_COLUMNS.some(({ field }) => field === column.field) && column.field !== ownerField(match)
      ? ignored(column.field, ...(column.headers ?? []))
      : column,
  );

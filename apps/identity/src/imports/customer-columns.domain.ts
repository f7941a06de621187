import { isEmail, isURL } from 'class-validator';
import { isBirthday } from '../customers/age.domain';
import { normalizeEmail } from '../emails/email';
import { isName } from '../names/name.domain';
import {
  amount,
  type Column,
  day,
  ignored,
  instant,
  oneOf,
  type Reading,
  text,
  textThat,
  wholeNumber,
  yesOrNo,
} from './column.domain';

const NAME = 'Letters, spaces, hyphens, apostrophes and dots after words, 1 to 255 of them, are needed.';
const name = textThat((value) => isName(value), 'not-a-name', NAME);
const phone = textThat(
  (value) => /^[+\d][\d ()./-]{1,31}$/.test(value),
  'not-a-phone-number',
  'A telephone number of up to 32 characters is needed.',
);
const language = textThat(
  (value) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(value),
  'not-a-language',
  'A language is needed, such as en or pt-BR.',
);
const email = textThat(
  (value) => isEmail(value) && normalizeEmail(value) !== undefined,
  'not-an-email',
  'An e-mail address is needed.',
);
const website = textThat(
  (value) => isURL(value, { protocols: ['http', 'https'], require_protocol: true }),
  'not-a-website',
  'The address of a web site is needed, such as https://example.com.',
);
const hash = textThat(
  (value) => /^\$2[abxy]\$(?:0[4-9]|1[0-5])\$[./A-Za-z0-9]{53}$/.test(value),
  'not-a-password-hash',
  'A bcrypt hash with a cost of up to 15 is needed; passwords are not imported.',
);
const number = textThat((value) => /^[1-9]\d{0,14}$/.test(value), 'not-a-number', 'A number is needed.');

function birthday(value: string, now: Date): Reading {
  const reading = day(value);
  if (!('value' in reading) || isBirthday(String(reading.value), now)) return reading;
  return { code: 'not-a-birthday', message: 'A day in the last 200 years is needed.' };
}

/** The columns of customers, in the order of our own format. */
export const CUSTOMER_COLUMNS: readonly Column[] = [
  { field: 'number', headers: ['Customer number'], read: number },
  { field: 'externalReference', read: text(64), clearable: true },
  { field: 'kind', read: oneOf('individual', 'company') },
  { field: 'title', headers: ['Social title'], read: text(255), clearable: true },
  { field: 'firstName', read: name },
  { field: 'lastName', read: name },
  { field: 'email', headers: ['Email address', 'E-mail'], read: email },
  { field: 'phone', read: phone, clearable: true, signed: true },
  { field: 'birthday', read: birthday, clearable: true },
  { field: 'language', read: language, clearable: true },
  { field: 'company', read: text(255), clearable: true },
  { field: 'registrationNumber', headers: ['SIRET'], read: text(64), clearable: true },
  { field: 'activityCode', headers: ['APE'], read: text(32), clearable: true },
  { field: 'vatNumber', read: text(32), clearable: true },
  { field: 'website', read: website, clearable: true },
  { field: 'allowedOutstanding', headers: ['Allowed outstanding amount'], read: amount, clearable: true },
  { field: 'maximumPaymentDays', headers: ['Max payment days'], read: wholeNumber(3650), clearable: true },
  { field: 'riskRating', read: oneOf('none', 'low', 'medium', 'high'), clearable: true },
  { field: 'accountingNumber', read: text(64), clearable: true },
  { field: 'enabled', read: yesOrNo },
  { field: 'newsletter', headers: ['News.'], read: yesOrNo },
  { field: 'partnerOffers', headers: ['Opt.'], read: yesOrNo },
  { field: 'registeredAt', headers: ['Registration'], read: instant },
  { field: 'lastVisitAt', headers: ['Last visit'], read: instant, clearable: true },
  { field: 'passwordHash', headers: ['Password hash', 'passwd'], read: hash },
];

/** How rows and customers are brought together. */
export const CUSTOMER_MATCHES = ['number', 'externalReference', 'email'] as const;
export type CustomerMatch = (typeof CUSTOMER_MATCHES)[number];

/**
 * The columns for one way of matching. The id in the classic format is the number or the reference by which
 * customers are matched; matched by e-mail, it is left alone, as our numbers are not the other shop's.
 */
export function customerColumns(match: CustomerMatch): readonly Column[] {
  const classic = [ignored('age', 'Age'), ...(match === 'email' ? [ignored('id', 'ID')] : [])];
  return [
    ...CUSTOMER_COLUMNS.map((column) =>
      column.field === match && match !== 'email'
        ? { ...column, headers: [...(column.headers ?? []), 'ID'] }
        : column,
    ),
    ...classic,
  ];
}

export const isCustomerMatch = (match: string): match is CustomerMatch =>
  (CUSTOMER_MATCHES as readonly string[]).includes(match);

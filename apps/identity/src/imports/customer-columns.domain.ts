import { isEmail } from 'class-validator';
import { normalizeEmail } from '../emails/email';
import { isName } from '../names/name.domain';
import { type Column, day, ignored, instant, oneOf, text, textThat, yesOrNo } from './column.domain';

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
const number = textThat((value) => /^[1-9]\d{0,14}$/.test(value), 'not-a-number', 'A number is needed.');

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
  { field: 'birthday', read: day, clearable: true },
  { field: 'language', read: language, clearable: true },
  { field: 'company', read: text(255), clearable: true },
  { field: 'accountingNumber', read: text(64), clearable: true },
  { field: 'enabled', read: yesOrNo },
  { field: 'newsletter', headers: ['News.'], read: yesOrNo },
  { field: 'partnerOffers', headers: ['Opt.'], read: yesOrNo },
  { field: 'registeredAt', headers: ['Registration'], read: instant },
  { field: 'lastVisitAt', headers: ['Last visit'], read: instant, clearable: true },
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

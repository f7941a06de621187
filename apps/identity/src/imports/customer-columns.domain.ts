import { isURL } from 'class-validator';
import {
  amount,
  type Column,
  ignored,
  instant,
  oneOf,
  text,
  textThat,
  wholeNumber,
  yesOrNo,
} from './column.domain';
import {
  birthday,
  customerNumber,
  email,
  language,
  matchOf,
  name,
  passwordHash,
  phone,
} from './person-columns.domain';

const website = textThat(
  (value) => isURL(value, { protocols: ['http', 'https'], require_protocol: true }),
  'not-a-website',
  'The address of a web site is needed, such as https://example.com.',
);

/** The columns of customers, in the order of our own format. */
export const CUSTOMER_COLUMNS: readonly Column[] = [
  { field: 'number', headers: ['Customer number'], read: customerNumber },
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
  { field: 'registeredShop', read: text(255) },
  { field: 'passwordHash', headers: ['passwd'], read: passwordHash },
];

/**
 * The columns for one way of matching. The id in the classic format is the number or the reference by which
 * customers are matched; matched by e-mail, it is left alone, as our numbers are not the other shop's.
 */
export function customerColumns(asked: string): readonly Column[] {
  const match = matchOf(asked);
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

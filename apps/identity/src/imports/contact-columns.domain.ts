import { isCurrency } from '@clientele/contracts';
import { amount, type Column, day, oneOf, text, textThat, yesOrNo } from './column.domain';
import {
  birthday,
  email,
  language,
  name,
  OWNER_COLUMNS,
  passwordHash,
  phone,
  withOwner,
} from './person-columns.domain';

const currency = textThat(isCurrency, 'not-a-currency', 'A currency is needed, such as EUR.');

/** The columns of contacts and of whom they act for, in the order of our own format: a row per link. */
export const CONTACT_COLUMNS: readonly Column[] = [
  { field: 'email', headers: ['Email address', 'E-mail'], read: email },
  { field: 'title', headers: ['Social title'], read: text(255), clearable: true },
  { field: 'firstName', read: name },
  { field: 'lastName', read: name },
  { field: 'phone', read: phone, clearable: true, signed: true },
  { field: 'birthday', read: birthday, clearable: true },
  { field: 'language', read: language, clearable: true },
  { field: 'enabled', read: yesOrNo },
  ...OWNER_COLUMNS,
  { field: 'profile', read: text(255) },
  { field: 'limitAmount', read: amount, clearable: true },
  { field: 'limitCurrency', read: currency },
  { field: 'limitStartsOn', read: day },
  { field: 'limitEndsOn', read: day, clearable: true },
  { field: 'limitRepeats', read: oneOf('monthly', 'quarterly', 'yearly'), clearable: true },
  { field: 'passwordHash', headers: ['passwd'], read: passwordHash },
];

/** The columns, where customers are matched in one way. */
export const contactColumns = (match: string): readonly Column[] => withOwner(CONTACT_COLUMNS, match);

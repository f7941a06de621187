import { companyFieldsIn } from '../customers/company.domain';
import {
  registrationNumberFault,
  type RegistrationNumberRules,
} from '../customers/registration-number.domain';
import { normalizeEmail } from '../emails/email';
import type { Mistake, Value } from './column.domain';
import { type FormCheck, type ImportMode, taskFor } from './import-outcome.domain';
import { changed, differing, formOf, ofNew } from './own-fields.domain';
import type { Fields, RowKey } from './rows.domain';

/** A customer as it is, by the names of fields. */
export interface KnownCustomer extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly isGuest: boolean;
}

/** Whose an e-mail address, a reference or a number is. */
export interface Taken {
  readonly kind: 'email' | 'contact' | 'externalReference' | 'number';
  readonly key: string;
  readonly id: string;
}

/** By kind and key, the ids of those that have it. */
export type TakenKeys = ReadonlyMap<string, readonly string[]>;

export function takenKeys(taken: readonly Taken[]): TakenKeys {
  const keys = new Map<string, string[]>();
  for (const { kind, key, id } of taken)
    keys.set(`${kind} ${key}`, [...(keys.get(`${kind} ${key}`) ?? []), id]);
  return keys;
}

/** A customer that is there, and what changes of it. */
export interface CustomerUpdate {
  readonly update: KnownCustomer;
  readonly fields: Fields;
}

/** What is to be done with a row. */
export type CustomerPlan = { readonly create: Fields } | CustomerUpdate | 'unchanged' | Mistake;

/** What rows about customers may not share. */
export const keysOfCustomer = ({ email, number, externalReference }: Fields): readonly RowKey[] => [
  ...(typeof email === 'string' ? [{ field: 'email', key: `email ${normalizeEmail(email)}` }] : []),
  ...(typeof number === 'string' ? [{ field: 'number', key: `number ${number}` }] : []),
  ...(typeof externalReference === 'string'
    ? [{ field: 'externalReference', key: `reference ${externalReference}` }]
    : []),
];

const NEEDED = ['firstName', 'lastName', 'email'] as const;

/** What rows are held to. */
export interface CustomerRules {
  readonly mode: ImportMode;
  /** Whether the shop sells to companies, and what it asks of their registration numbers. */
  readonly settings: RegistrationNumberRules & { readonly b2b: boolean };
  /** By customer, the country that it is in. */
  readonly countries: ReadonlyMap<string, string>;
  readonly taken: TakenKeys;
  readonly check: FormCheck;
}

/** Decides what to do with a row. `fields` holds `titleId` instead of the name of a title. */
export function planCustomer(
  fields: Fields,
  known: KnownCustomer | undefined,
  rules: CustomerRules,
): CustomerPlan {
  const task = taskFor(known !== undefined, rules.mode, 'customer');
  if (typeof task === 'object') return task;
  return known ? planUpdate(fields, known, rules) : planCreation(fields, rules);
}

function planCreation(fields: Fields, rules: CustomerRules): CustomerPlan {
  const missing = NEEDED.find((field) => typeof fields[field] !== 'string');
  if (missing) return { column: missing, code: 'missing', message: 'A new customer needs it.' };
  const given = ofNew(fields);
  return refusalOf(given, rules, undefined) ?? { create: given };
}

function planUpdate(
  { passwordHash: _left, ...fields }: Fields,
  known: KnownCustomer,
  rules: CustomerRules,
): CustomerPlan {
  if (known.isGuest)
    return { column: null, code: 'is-guest', message: 'It is a guest, whose data is that of its order.' };
  if (fields['number'] !== undefined && fields['number'] !== known.number)
    return {
      column: 'number',
      code: 'number-fixed',
      message: `The customer has the number ${known.number}.`,
    };
  const changes = differing(known, fields);
  if (changes['registeredShopId'] !== undefined)
    return {
      column: 'registeredShop',
      code: 'registered-shop-fixed',
      message: 'The customer registered at another shop; that stays.',
    };
  if (Object.keys(changes).length === 0) return 'unchanged';
  return refusalOf(changes, rules, known.id) ?? { update: known, fields: changes };
}

const refusalOf = (fields: Fields, rules: CustomerRules, id: string | undefined): Mistake | undefined =>
  conflictIn(fields, rules.taken, id) ??
  (rules.settings.b2b ? undefined : ofCompany(fields)) ??
  notRegistered(fields, rules, id) ??
  (id === undefined
    ? rules.check({ newsletter: false, partnerOffers: false, ...fields }, 'whole', [])
    : rules.check(fields, 'change', [id]));

function ofCompany(fields: Fields): Mistake | undefined {
  const kind = fields['kind'] === 'company' ? 'company' : 'individual';
  const [column] = companyFieldsIn({ ...fields, kind });
  return column === undefined
    ? undefined
    : { column, code: 'b2b-mode-off', message: `${column} is kept of companies only.` };
}

function notRegistered(
  { registrationNumber }: Fields,
  { settings, countries }: CustomerRules,
  id: string | undefined,
): Mistake | undefined {
  const fault = registrationNumberFault(settings, registrationNumber, countries.get(id ?? ''));
  return fault && { column: 'registrationNumber', ...fault };
}

function conflictIn(
  { email, number, externalReference }: Fields,
  taken: TakenKeys,
  id: string | undefined,
): Mistake | undefined {
  if (taken.size === 0) return undefined;
  const isTaken = (kind: Taken['kind'], key: Value | undefined): boolean =>
    (taken.get(`${kind} ${String(key)}`) ?? []).some((other) => other !== id);
  const normalized = typeof email === 'string' ? normalizeEmail(email) : undefined;
  // The contact of a customer that is there keeps its own log-in.
  if (isTaken('email', normalized) || (id === undefined && isTaken('contact', normalized)))
    return {
      column: 'email',
      code: 'email-taken',
      message: 'Another customer or contact has this e-mail address.',
    };
  if (isTaken('externalReference', externalReference))
    return {
      column: 'externalReference',
      code: 'external-reference-taken',
      message: 'Another customer has this reference.',
    };
  if (isTaken('number', number))
    return { column: 'number', code: 'number-taken', message: 'Another customer has this number.' };
  return undefined;
}

/** All there is to write of a new customer. */
export function newCustomer(fields: Fields, now: Date): Readonly<Record<string, unknown>> {
  return {
    kind: typeof fields['company'] === 'string' ? 'company' : 'individual',
    enabled: true,
    newsletter: false,
    partnerOffers: false,
    registeredAt: now.toISOString(),
    ...formOf(fields),
    normalizedEmail: comparable(fields['email']),
  };
}

/** All there is to write of a customer that changes. */
export const changedCustomer = (known: KnownCustomer, fields: Fields): Readonly<Record<string, unknown>> => ({
  ...formOf(changed(known, fields)),
  normalizedEmail: comparable(fields['email'] ?? known['email']),
});

const comparable = (email: unknown): string | null =>
  typeof email === 'string' ? (normalizeEmail(email) ?? null) : null;

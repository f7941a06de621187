import { mistakeIn, type Repetition } from '@clientele/contracts';
import { ADMINISTRATOR } from '../profiles/delivered-profiles';
import type { LimitColumns } from '../purchase-limits/purchase-limit.domain';
import { isMistake, type Mistake, type Value } from './column.domain';
import { type FormCheck, type ImportMode, type Outcome, taskFor } from './import-outcome.domain';
import { changed, differing } from './own-fields.domain';
import type { Fields } from './rows.domain';

/** A contact as it is, or as the rows so far have made it. */
export interface KnownContact extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly version: number;
}

/** That a contact acts for a customer, with what it may buy. */
export interface KnownLink extends LimitColumns {
  readonly id: string;
  readonly contactId: string;
  readonly customerId: string;
  readonly profileId: string;
  /** Of the profile. */
  readonly code: string | null;
  readonly version: number;
}

/** A row, with what its names stand for. */
export interface ContactRow {
  readonly key: string;
  /** Those of the contact, with `titleId`. */
  readonly person: Fields;
  /** Those of the link. */
  readonly link: Fields;
  /** Undefined: the row is about the contact alone. */
  readonly customerId?: string;
  readonly profile?: { readonly id: string; readonly code: string | null };
}

/** What has become of something: what it was, if anything, and what it is to be. */
export interface Change<T> {
  readonly before: T | undefined;
  readonly after: T;
}

const NEEDED = ['firstName', 'lastName', 'email'] as const;

const NO_LIMIT: LimitColumns = {
  ...{ limitAmount: null, limitCurrency: null, limitStartsOn: null, limitEndsOn: null, limitRepeats: null },
};

/** What rows are held to. */
export interface ContactRules {
  readonly mode: ImportMode;
  readonly check: FormCheck;
}

/** What there is already of what rows are about. */
export interface KnownContacts {
  /** By e-mail address, in the form that is compared. */
  readonly contacts: ReadonlyMap<string, KnownContact>;
  readonly links: ReadonlyMap<string, KnownLink>;
  /** By contact, the customers that it acts for, to whose rules it answers. */
  readonly customersOf: Map<string, readonly string[]>;
  /** The addresses of contacts that whoever imports does not see. */
  readonly taken: ReadonlySet<string>;
  /** By customer, the contacts that are its Administrators and can log in. */
  readonly administrators: ReadonlyMap<string, Set<string>>;
}

/** Decides about rows one after the other, each on what those before have made. */
export class ContactPlan {
  readonly contacts = new Map<string, Change<KnownContact>>();
  readonly links = new Map<string, Change<KnownLink>>();

  constructor(
    private readonly rules: ContactRules,
    private readonly known: KnownContacts,
    private readonly newId: () => string,
  ) {}

  /** What becomes of a row. A row with a mistake changes nothing. */
  add(row: ContactRow): Outcome {
    const contact = this.contacts.get(row.key)?.after ?? this.known.contacts.get(row.key);
    const link = contact && row.customerId ? this.linkOf(contact.id, row.customerId) : undefined;
    const isKnown = row.customerId === undefined ? contact !== undefined : link !== undefined;
    const task = taskFor(isKnown, this.rules.mode, row.customerId === undefined ? 'contact' : 'link');
    if (typeof task === 'object') return task;

    const person = this.personOf(row, contact);
    if (isMistake(person)) return person;
    const acting = row.customerId === undefined ? link : this.actingOf(row, row.customerId, person.id, link);
    if (acting && isMistake(acting)) return acting;
    return this.take(row.key, { before: contact, after: person }, acting && { before: link, after: acting });
  }

  private linkOf(contactId: string, customerId: string): KnownLink | undefined {
    const key = linkKey(contactId, customerId);
    return this.links.get(key)?.after ?? this.known.links.get(key);
  }

  private personOf(
    { key, person, customerId }: ContactRow,
    contact: KnownContact | undefined,
  ): KnownContact | Mistake {
    if (contact) {
      // What is there already is not what a row that only makes new links is about.
      if (this.rules.mode === 'create') return contact;
      const { passwordHash: _left, ...fields } = person;
      const changes = differing(contact, fields);
      return (
        this.rules.check(changes, 'change', this.known.customersOf.get(contact.id) ?? []) ??
        changed(contact, changes)
      );
    }
    if (this.known.taken.has(key))
      return { column: 'email', code: 'email-taken', message: 'Another contact has this e-mail address.' };
    const missing = NEEDED.find((field) => typeof person[field] !== 'string');
    if (missing) return { column: missing, code: 'missing', message: 'A new contact needs it.' };
    const given = changed({}, person);
    const made = { enabled: true, ...given, id: this.newId(), version: 0 };
    return this.rules.check(given, 'whole', customerId === undefined ? [] : [customerId]) ?? made;
  }

  private actingOf(
    { link: fields, profile }: ContactRow,
    customerId: string,
    contactId: string,
    link: KnownLink | undefined,
  ): KnownLink | Mistake {
    if (!link && !profile) return { column: 'profile', code: 'missing', message: 'A new link needs it.' };
    const limit = limitOf(fields, link ? limitIn(link) : NO_LIMIT);
    if (isMistake(limit)) return limit;
    if (link?.code === ADMINISTRATOR && profile && profile.code !== ADMINISTRATOR) {
      const others = [...(this.known.administrators.get(customerId) ?? [])].filter((id) => id !== contactId);
      if (others.length === 0)
        return {
          column: 'profile',
          code: 'last-administrator',
          message: 'This is the last Administrator of the customer.',
        };
    }
    return {
      ...(link ?? { id: this.newId(), contactId, customerId, version: 0 }),
      ...{
        profileId: profile?.id ?? link?.profileId ?? '',
        code: profile ? profile.code : (link?.code ?? null),
      },
      ...limit,
    };
  }

  private take(key: string, contact: Change<KnownContact>, link: Change<KnownLink> | undefined): Outcome {
    const [made, changed] = [!contact.before || (link && !link.before), differs(contact) || differs(link)];
    if (differs(contact)) this.contacts.set(key, since(this.contacts.get(key), contact));
    if (link && differs(link)) {
      const { contactId, customerId, code } = link.after;
      const place = linkKey(contactId, customerId);
      if (!link.before)
        this.known.customersOf.set(contactId, [...(this.known.customersOf.get(contactId) ?? []), customerId]);
      this.links.set(place, since(this.links.get(place), link));
      if (code === ADMINISTRATOR && contact.after['enabled'] === true)
        this.known.administrators.get(customerId)?.add(contactId);
      else this.known.administrators.get(customerId)?.delete(contactId);
    }
    if (made) return 'created';
    return changed ? 'updated' : 'unchanged';
  }
}

export const linkKey = (contactId: string, customerId: string): string => `${contactId} ${customerId}`;

/** Two changes as one. */
const since = <T>(earlier: Change<T> | undefined, { before, after }: Change<T>): Change<T> => ({
  before: earlier ? earlier.before : before,
  after,
});

const differs = (change: Change<object> | undefined): boolean =>
  change !== undefined && JSON.stringify(change.before) !== JSON.stringify(change.after);

/** The limit that a row asks for: what it says, and of the rest what was. An end and a repetition take each other's place. */
export function limitOf(fields: Fields, current: LimitColumns): LimitColumns | Mistake {
  if (fields['limitAmount'] === null) return NO_LIMIT;
  if (Object.keys(fields).length === 0) return current;
  const said = (field: keyof LimitColumns): Value | undefined => fields[field];
  const endsOn = said('limitEndsOn') ?? (said('limitRepeats') ? null : current.limitEndsOn);
  const repeats = said('limitRepeats') ?? (said('limitEndsOn') ? null : current.limitRepeats);
  const limit = {
    limitAmount: textOf(said('limitAmount')) ?? current.limitAmount,
    limitCurrency: textOf(said('limitCurrency')) ?? current.limitCurrency,
    limitStartsOn: textOf(said('limitStartsOn')) ?? current.limitStartsOn,
    limitEndsOn: said('limitEndsOn') === null ? null : textOf(endsOn),
    limitRepeats: said('limitRepeats') === null ? null : repetitionOf(repeats),
  };
  return mistakeOf(limit) ?? limit;
}

function mistakeOf(limit: LimitColumns): Mistake | undefined {
  const { limitStartsOn: startsOn, limitEndsOn, limitRepeats } = limit;
  for (const field of ['limitAmount', 'limitCurrency', 'limitStartsOn'] as const)
    if (limit[field] === null) return { column: field, code: 'missing', message: 'A limit needs it.' };
  const message = mistakeIn({
    startsOn: startsOn ?? '',
    endsOn: limitEndsOn ?? undefined,
    repeats: limitRepeats ?? undefined,
  });
  return message === undefined ? undefined : { column: null, code: 'purchase-limit-not-valid', message };
}

const limitIn = ({
  limitAmount,
  limitCurrency,
  limitStartsOn,
  limitEndsOn,
  limitRepeats,
}: LimitColumns): LimitColumns => ({ limitAmount, limitCurrency, limitStartsOn, limitEndsOn, limitRepeats });

const textOf = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null);

const repetitionOf = (value: Value | undefined): Repetition | null =>
  (['monthly', 'quarterly', 'yearly'] as const).find((known) => known === value) ?? null;

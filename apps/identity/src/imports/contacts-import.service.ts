import { newId } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { type EndedJob, type JobHandler, RunsJobs } from '@clientele/jobs';
import { Injectable } from '@nestjs/common';
import { normalizeEmail } from '../emails/email';
import type { Column, Mistake } from './column.domain';
import { contactColumns } from './contact-columns.domain';
import { ContactPlan, type ContactRow, type KnownLink, linkKey } from './contact-plan.domain';
import { administratorsOf, linksOf, lockContacts } from './contacts-import.queries';
import { ContactsWriter } from './contacts-writer.service';
import type { KnownCustomer } from './customer-plan.domain';
import { knownCustomers } from './customers-import.queries';
import { formCheck } from './form-check';
import type { ImportInput, ImportJob } from './import-job';
import { ImportRun } from './import-run.service';
import type { ImportContext, ImportPlan, ImportTarget } from './import-target';
import { type Profile, profilesByName, withTitles } from './names.queries';
import { withOwn } from './own-fields.domain';
import { ownerField } from './person-columns.domain';
import type { Fields, Row, RowKey } from './rows.domain';

const LINK_FIELDS = ['limitAmount', 'limitCurrency', 'limitStartsOn', 'limitEndsOn', 'limitRepeats'];

/** Imports contacts and whom they act for, a row per link. */
@Injectable()
@RunsJobs('contacts-import')
export class ContactsImport implements JobHandler, ImportTarget {
  readonly form = 'contact';
  // What a row may change depends on who else acts for the customer, and on the customers of the contact.
  readonly plansAhead = false;

  constructor(
    private readonly runs: ImportRun,
    private readonly writer: ContactsWriter,
  ) {}

  run(job: ImportJob): Promise<void> {
    return this.runs.run(job, this);
  }

  ended(tx: Tx, job: EndedJob<ImportInput>): Promise<void> {
    return this.runs.ended(tx, job);
  }

  columns(match: string): readonly Column[] {
    return contactColumns(match);
  }

  neededColumns(): readonly string[] {
    return ['email'];
  }

  keysOf(fields: Fields, match: string): readonly RowKey[] {
    const [email, owner] = [emailOf(fields), fields[ownerField(match)]];
    if (email === '') return [];
    const whose = typeof owner === 'string' ? owner.toLowerCase() : '';
    return [{ field: 'email', key: `contact ${email} ${whose}` }];
  }

  async plan(tx: Tx, context: ImportContext, rows: readonly Row[]): Promise<ImportPlan> {
    const customers = await knownCustomers(tx, context, rows, ownerField(context.match));
    const titled = await withTitles(tx, context.shopId, rows);
    const profiles = await profilesByName(tx, context.shopId);
    const read = titled.map((row) => ('code' in row ? row : contactRow(row, context, customers, profiles)));
    const plan = await this.planFor(tx, context, read);
    const outcomes = read.map((row) => ('code' in row ? row : plan.add(row)));
    return { outcomes, write: (same) => this.writer.write(same, context, plan) };
  }

  private async planFor(
    tx: Tx,
    context: ImportContext,
    read: readonly (ContactRow | Mistake)[],
  ): Promise<ContactPlan> {
    const rows = read.flatMap((row) => ('code' in row ? [] : [row]));
    const keys = [...new Set(rows.map(({ key }) => key))];
    const found = await lockContacts.rows(tx, [context.shopId, keys, context.seenBy]);
    const contacts = found.filter(({ isSeen }) => isSeen);
    const customerIds = [...new Set(rows.flatMap(({ customerId }) => customerId ?? []))];
    const links = await linksOf.rows(tx, [contacts.map(({ contact }) => contact.id)]);
    const owners = [...new Set([...customerIds, ...links.map(({ customerId }) => customerId)])];
    const check = await formCheck(tx, 'contact', context, owners);
    const administrators = new Map(customerIds.map((id) => [id, new Set<string>()]));
    for (const { customerId, contactId } of await administratorsOf.rows(tx, [customerIds]))
      administrators.get(customerId)?.add(contactId);
    const known = {
      contacts: new Map(contacts.map(({ key, contact, custom }) => [key, withOwn(contact, custom)])),
      links: new Map(links.map((link) => [linkKey(link.contactId, link.customerId), link])),
      customersOf: customersByContact(links),
      administrators,
      taken: new Set(found.filter(({ isSeen }) => !isSeen).map(({ key }) => key)),
    };
    return new ContactPlan({ mode: context.mode, check }, known, newId);
  }
}

function customersByContact(links: readonly KnownLink[]): Map<string, string[]> {
  const customers = new Map<string, string[]>();
  for (const { contactId, customerId } of links)
    customers.set(contactId, [...(customers.get(contactId) ?? []), customerId]);
  return customers;
}

const emailOf = ({ email }: Fields): string => (typeof email === 'string' && normalizeEmail(email)) || '';

function contactRow(
  { row, fields }: Row,
  { match }: ImportContext,
  customers: ReadonlyMap<number, KnownCustomer>,
  profilesOf: (text: string) => readonly Profile[],
): ContactRow | Mistake {
  const key = emailOf(fields);
  if (key === '') return { column: 'email', code: 'missing', message: 'Contacts are matched by it.' };
  const owner = ownerField(match);
  const customer = customers.get(row);
  if (typeof fields[owner] === 'string' && !customer)
    return { column: owner, code: 'customer-not-found', message: 'There is no such open customer.' };
  const [profile, another] = typeof fields['profile'] === 'string' ? profilesOf(fields['profile']) : [];
  if (typeof fields['profile'] === 'string' && !profile)
    return { column: 'profile', code: 'profile-unknown', message: 'There is no such profile.' };
  if (another)
    return { column: 'profile', code: 'profile-ambiguous', message: 'There are several such profiles.' };
  if (!customer && (profile || LINK_FIELDS.some((field) => field in fields)))
    return { column: owner, code: 'missing', message: 'A link needs the customer.' };
  const isOfLink = ([field]: readonly [string, unknown]): boolean => LINK_FIELDS.includes(field);
  const isOfPerson = ([field]: readonly [string, unknown]): boolean =>
    !LINK_FIELDS.includes(field) && field !== owner && field !== 'profile';
  return {
    key,
    person: Object.fromEntries(Object.entries(fields).filter(isOfPerson)),
    link: Object.fromEntries(Object.entries(fields).filter(isOfLink)),
    ...(customer && { customerId: customer.id }),
    ...(profile && { profile }),
  };
}

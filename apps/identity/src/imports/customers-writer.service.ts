import { Audit, changesOf, type Deed } from '@clientele/audit';
import {
  customerChanged,
  customerRegistered,
  type DomainEvent,
  newId,
  systemActor,
} from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { type Consents, consentChanges, NO_CONSENTS } from '../consents/consent.domain';
import { recordConsents } from '../consents/consents.queries';
import { registrationsAt } from '../customers/insert-customer';
import { OneTimeLinks } from '../one-time-links/one-time-links.service';
import { changedCustomer, type CustomerPlan, type CustomerUpdate, newCustomer } from './customer-plan.domain';
import { TeamAdoption } from '../sales-teams/team-adoption.service';
import {
  insertCustomers,
  skipNumbers,
  updateCustomers,
  type WrittenCustomer,
} from './customers-import.queries';
import type { ImportContext, ImportOptions } from './import-target';
import { formOf } from './own-fields.domain';
import type { Fields } from './rows.domain';

/** Writes what was planned of imported customers, and announces it as if each had come by itself. */
@Injectable()
export class CustomersWriter {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly links: OneTimeLinks,
    private readonly teams: TeamAdoption,
  ) {}

  /** Makes what is to be sent, and returns what sends it: the transaction is not kept waiting. */
  prepare(context: ImportContext, plans: readonly CustomerPlan[]): (tx: Tx) => Promise<void> {
    const planned = plans.flatMap((plan) => (typeof plan === 'object' ? [plan] : []));
    const made = planned.flatMap((plan) => ('create' in plan ? [identified(plan.create, context)] : []));
    const changes = planned.flatMap((plan) => ('update' in plan ? [plan] : []));
    const text = JSON.stringify(made);
    return async (tx) => {
      if (made.length > 0) await this.create(tx, context, made, text);
      if (changes.length > 0) await this.update(tx, context, changes);
    };
  }

  /** Tells whose the new customers are, once for all of them. */
  async ended(tx: Tx, shopId: string, { seenBy, dryRun }: ImportOptions): Promise<void> {
    if (seenBy === undefined || dryRun) return;
    await this.teams.announce(tx, { ...systemActor('identity-imports'), shopId }, seenBy);
  }

  private async create(
    tx: Tx,
    context: ImportContext,
    made: readonly NewCustomer[],
    text: string,
  ): Promise<void> {
    const { shopId, now, actor, invite, seenBy } = context;
    const written = insertCustomers.rows(tx, [shopId, text, now]);
    // What does not need their numbers is made while the database is at it, and sent after it.
    await Promise.all([written, this.record(tx, context, made), this.announce(tx, context, made, written)]);
    const ids = made.map(({ id }) => id);
    if (seenBy !== undefined) await this.teams.adoptAll(tx, { ...actor, shopId }, seenBy, ids);
    const invited = invite ? made.filter((row) => !('passwordHash' in row)) : [];
    await this.links.requestAll(tx, 'invitation', invited, actor);
  }

  private async record(tx: Tx, context: ImportContext, made: readonly NewCustomer[]): Promise<void> {
    const { shopId, actor } = context;
    const deeds = made.map(({ id, ...after }) => deedOf(id, { after }));
    const consenting = made.map((row) => ({ id: row.id, ...consentsOf(row) }));
    const brought = made.flatMap(({ number }) => (typeof number === 'string' ? [Number(number)] : []));
    await Promise.all([
      this.audit.add(tx, { ...actor, shopId }, ...deeds),
      recordChanges(tx, context, consenting, new Map()),
      brought.length > 0 && skipNumbers.rows(tx, [Math.max(...brought)]),
    ]);
  }

  private async announce(
    tx: Tx,
    context: ImportContext,
    made: readonly NewCustomer[],
    written: Promise<readonly { readonly id: string; readonly number: string }[]>,
  ): Promise<void> {
    const numbers = new Map((await written).map(({ id, number }) => [id, number]));
    const registered = made.map((row) => registrationOf(row, numbers.get(row.id) ?? '', context));
    await this.outbox.add(tx, ...registered, ...atShops(made, context));
  }

  private async update(tx: Tx, context: ImportContext, changes: readonly CustomerUpdate[]): Promise<void> {
    const { shopId, now, actor } = context;
    const changed = changes.map(({ update, fields }) => changedCustomer(update, fields));
    const written = await updateCustomers.rows(tx, [shopId, JSON.stringify(changed), now]);
    await this.outbox.add(tx, ...written.map((customer) => changeOf(customer, context)));
    const deeds = changes.map(({ update, fields }, i) =>
      deedOf(
        update.id,
        changesOf<object>(formOf(update), { ...formOf(fields), custom: changed[i]?.['custom'] }),
      ),
    );
    await this.audit.add(tx, { ...actor, shopId }, ...deeds);
    await recordChanges(
      tx,
      context,
      written,
      new Map(changes.map(({ update }) => [update.id, consentsOf(update)])),
    );
  }
}

const deedOf = (id: string, change: Pick<Deed, 'before' | 'after'>): Deed => ({
  operation: 'imports.customers',
  resource: { type: 'customers', id },
  customerId: id,
  ...change,
});

const circumstancesOf = (
  { id, version }: Pick<WrittenCustomer, 'id' | 'version'>,
  { shopId, actor, now }: ImportContext,
) => ({
  aggregate: { id, version },
  shopId,
  actor,
  occurredAt: now,
});

/** What is made of a row, with its ids. */
interface NewCustomer extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly contactId: string;
}

const identified = (fields: Fields, { now }: ImportContext): NewCustomer => ({
  ...newCustomer(fields, now),
  ...{ id: newId(), contactId: newId(), linkId: newId() },
});

// Of what was sent: the database would say the same again.
function registrationOf(row: NewCustomer, number: string, context: ImportContext): DomainEvent {
  const { id, contactId, kind, firstName, lastName, email, registeredAt } = row;
  return customerRegistered.create(circumstancesOf({ id, version: 1 }, context), {
    ...{ customerId: id, number, kind: kind === 'company' ? 'company' : 'individual', isGuest: false },
    ...{ firstName: String(firstName), lastName: String(lastName), email: String(email), contactId },
    ...{ registeredAt: String(registeredAt), registeredShopId: shopOf(row) },
  });
}

const shopOf = ({ registeredShopId }: NewCustomer): string | null =>
  typeof registeredShopId === 'string' ? registeredShopId : null;

function atShops(made: readonly NewCustomer[], { shopId, actor, now }: ImportContext): DomainEvent[] {
  const idsOf = new Map<string, string[]>();
  for (const row of made) {
    const registeredShopId = shopOf(row);
    if (registeredShopId !== null)
      idsOf.set(registeredShopId, [...(idsOf.get(registeredShopId) ?? []), row.id]);
  }
  return [...idsOf].flatMap(([id, ids]) => registrationsAt(id, ids, { shopId, actor, occurredAt: now }));
}

function changeOf(customer: WrittenCustomer, context: ImportContext): DomainEvent {
  const { id, number, kind, isGuest, firstName, lastName, email, enabled, registeredShopId } = customer;
  return customerChanged.create(circumstancesOf(customer, context), {
    ...{ customerId: id, number, kind, isGuest, firstName, lastName, email, enabled },
    registeredShopId,
  });
}

const consentsOf = ({ newsletter, partnerOffers }: Readonly<Record<string, unknown>>): Consents => ({
  newsletter: newsletter === true,
  partnerOffers: partnerOffers === true,
});

async function recordChanges(
  tx: Tx,
  { actor, now }: ImportContext,
  written: readonly (Consents & { readonly id: string })[],
  before: ReadonlyMap<string, Consents>,
): Promise<void> {
  const changes = written.flatMap((customer) =>
    consentChanges(before.get(customer.id) ?? NO_CONSENTS, customer).map((change) => ({
      ...change,
      customerId: customer.id,
    })),
  );
  await recordConsents(tx, changes, { source: 'import', actor, now });
}

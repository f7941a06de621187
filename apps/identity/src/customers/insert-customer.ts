import {
  type Actor,
  type Circumstances,
  type CustomerRegistered,
  customerRegistered,
  type DomainEvent,
  newId,
  shopCustomersRegistered,
} from '@clientele/contracts';
import { statement, type Tx, violates } from '@clientele/database';
import { normalizeEmail } from '../emails/email';
import { mergeOwnValues } from '@clientele/forms';
import { ADMINISTRATOR } from '../profiles/delivered-profiles';
import { consentChanges, type ConsentSource, NO_CONSENTS } from '../consents/consent.domain';
import { Customer, type CustomerKind, type RiskRating } from './customer.entity';
import { EmailTaken, ExternalReferenceTaken, TitleUnknown } from './customers.problems';
import type { PersonBody } from './person.bodies';

/** What makes a customer, besides the data of the person. */
export interface NewCustomer {
  readonly shopId: string;
  /** Of the shops that share customers, the one where it registers; null or absent: the main one. */
  readonly registeredShopId?: string | null;
  readonly person: PersonBody;
  readonly kind: CustomerKind;
  /** Of the contact; null: it cannot log in yet. */
  readonly passwordHash: string | null;
  readonly enabled?: boolean;
  readonly accountingNumber?: string | null;
  readonly externalReference?: string | null;
  readonly allowedOutstanding?: string | null;
  readonly maximumPaymentDays?: number | null;
  readonly riskRating?: RiskRating | null;
  /** How it consents to what it consents to. */
  readonly source: ConsentSource;
  /** Who makes it, if not the contact. */
  readonly actor?: Actor;
  readonly registeredAt?: Date;
  readonly lastVisitAt?: Date;
  readonly now: Date;
}

/** A customer that was made, with its contact; guests have none. */
export interface MadeCustomer {
  readonly id: string;
  readonly number: string;
  readonly contactId?: string;
}

const insert = statement<{ number: string }>(
  'customers-insert',
  `WITH customer AS (
     INSERT INTO customers (id, shop_id, kind, title_id, first_name, last_name, email, normalized_email, phone,
                            birthday, language, company, enabled, newsletter, partner_offers, accounting_number,
                            external_reference, registered_at, last_visit_at, updated_at, version,
                            registration_number, activity_code, vat_number, website, allowed_outstanding,
                            maximum_payment_days, risk_rating, newsletter_changed_at, newsletter_source,
                            registered_shop_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 1,
             $24, $25, $26, $27, $28, $29, $30, CASE WHEN $14 THEN $20::timestamptz END, CASE WHEN $14 THEN $31 END, $36)
     RETURNING number
   ), contact AS (
     INSERT INTO contacts (id, shop_id, title_id, first_name, last_name, email, normalized_email, phone, birthday,
                           language, password_hash, enabled, created_at)
     VALUES ($21, $2, $4, $5, $6, $7, $8, $9, $10, $11, $22, true, $20)
   ), link AS (
     INSERT INTO contact_links (id, contact_id, customer_id, profile_id)
     SELECT $23, $21, $1, id FROM profiles WHERE shop_id = $2 AND code = '${ADMINISTRATOR}'
   ), consents AS (
     INSERT INTO consent_changes (id, customer_id, consent, given, source, actor_kind, actor_id, changed_at)
     SELECT id, $1, consent, true, $31, $32, $33, $20 FROM unnest($34::uuid[], $35::text[]) AS n (id, consent)
   )
   SELECT number::text FROM customer`,
);

/** Puts a customer, its first contact and the link between them into the database, by one statement. */
export async function insertCustomer(tx: Tx, customer: NewCustomer): Promise<Required<MadeCustomer>> {
  const { person, now } = customer;
  const [id, contactId] = [newId(), newId()];
  const { source, actor = { kind: 'contact', id: contactId } } = customer;
  const consents = consentChanges(NO_CONSENTS, person).map(({ consent }) => consent);
  const row = await insert
    .first(tx, [
      ...[id, customer.shopId, customer.kind, person.titleId, person.firstName, person.lastName],
      ...[person.email, normalizeEmail(person.email), person.phone, person.birthday, person.language],
      ...[person.company, customer.enabled ?? true, person.newsletter, person.partnerOffers],
      ...[customer.accountingNumber, customer.externalReference, customer.registeredAt ?? now],
      ...[customer.lastVisitAt, now, contactId, customer.passwordHash, newId()],
      ...[person.registrationNumber, person.activityCode, person.vatNumber, person.website],
      ...[customer.allowedOutstanding, customer.maximumPaymentDays, customer.riskRating],
      ...[source, actor.kind, actor.id, consents.map(() => newId()), consents, customer.registeredShopId],
    ])
    .catch(explain);
  if (person.custom) await tx.update(Customer, id, { custom: mergeOwnValues({}, person.custom) });
  return { id, contactId, number: row?.number ?? '' };
}

/** Names the rule that a new or changed customer breaks. */
export function explain(error: unknown): never {
  if (
    violates(error, 'customers_shop_id_normalized_email_key') ||
    violates(error, 'contacts_shop_id_normalized_email_key')
  ) {
    throw new EmailTaken();
  }
  if (violates(error, 'customers_shop_id_external_reference_key')) throw new ExternalReferenceTaken();
  if (violates(error, 'customers_title_id_fkey')) throw new TitleUnknown();
  throw error;
}

/** What the other services are told of it. */
export function registrationOf(
  { shopId, registeredShopId = null, person, kind, registeredAt, now }: NewCustomer,
  made: MadeCustomer,
  actor: Actor,
  groups: Pick<CustomerRegistered, 'groupIds' | 'defaultGroupId'> = {},
): readonly DomainEvent[] {
  const about = { aggregate: { id: made.id, version: 1 }, shopId, actor, occurredAt: now };
  const registered = customerRegistered.create(about, {
    customerId: made.id,
    number: made.number,
    kind,
    isGuest: made.contactId === undefined,
    firstName: person.firstName,
    lastName: person.lastName,
    email: person.email,
    contactId: made.contactId,
    registeredAt: (registeredAt ?? now).toISOString(),
    registeredShopId,
    ...groups,
  });
  return [registered, ...registrationsAt(registeredShopId, [made.id], about)];
}

/** What is told of new customers of a shop that shares them with its main one; of those of a main shop nothing. */
export const registrationsAt = (
  registeredShopId: string | null,
  customerIds: readonly string[],
  about: Omit<Circumstances, 'aggregate'>,
): readonly DomainEvent[] =>
  registeredShopId === null
    ? []
    : [
        shopCustomersRegistered.create(
          { ...about, aggregate: { id: registeredShopId, version: 1 } },
          { registeredShopId, customerIds: [...customerIds] },
        ),
      ];

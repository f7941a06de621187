import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsEmail,
  IsIn,
  IsISO4217CurrencyCode,
  IsISO8601,
  IsNumberString,
  IsOptional,
  IsString,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import { defineEvent } from '../event';
import { REPETITIONS, type Repetition } from '../purchase-limit';

/** A contact as it is now: made or changed by an employee, by itself or by another contact. */
export class ContactChanged {
  @IsUUID() contactId: string;
  @IsString() firstName: string;
  @IsString() lastName: string;
  @IsEmail() email: string;
  /** BCP 47. */
  @IsOptional() @IsString() language?: string;
  /** Whether it may log in. A contact that was never announced may. */
  @IsBoolean() enabled: boolean;
}

/** A contact was made or changed. Aggregate: the contact. */
export const contactChanged = defineEvent('identity.contact.changed.v1', ContactChanged, {
  contactId: '0198c0de-0000-7000-8000-000000000002',
  firstName: 'Siobhán',
  lastName: "O'Neill",
  email: 'siobhan.oneill@example.com',
  language: 'en',
  enabled: true,
});

/** A contact reads mail at its address. */
export class ContactEmailVerified {
  @IsUUID() contactId: string;
  @IsEmail() email: string;
  /** The customer that what came from this address before belongs to, if there is one. */
  @IsOptional() @IsUUID() customerId?: string;
}

/** A contact proved that it reads mail at its address, for the first time. Aggregate: the proof. */
export const contactEmailVerified = defineEvent('identity.contact.email-verified.v1', ContactEmailVerified, {
  contactId: '0198c0de-0000-7000-8000-000000000002',
  email: 'siobhan.oneill@example.com',
  customerId: '0198c0de-0000-7000-8000-000000000001',
});

/** What a contact may buy for a customer in some time: until a day, or again and again. */
export class PurchaseLimitFact {
  @IsNumberString() amount: string;
  @IsISO4217CurrencyCode() currency: string;
  /** First day, `YYYY-MM-DD`. */
  @IsISO8601() startsOn: string;
  /** Last day; absent if it repeats. */
  @IsOptional() @IsISO8601() endsOn?: string;
  /** From the start on; absent if it ends. */
  @IsOptional() @IsIn(REPETITIONS) repeats?: Repetition;
  /** IANA name of the shop's time zone, whose days these are. */
  @IsString() timeZone: string;
}

/** A contact acts for a customer: since now, or with another profile or limit. */
export class LinkChanged {
  @IsUUID() linkId: string;
  @IsUUID() contactId: string;
  @IsUUID() customerId: string;
  @IsUUID() profileId: string;
  /** Absent: no limit. */
  @IsOptional()
  @ValidateNested()
  @Type(() => PurchaseLimitFact)
  purchaseLimit?: PurchaseLimitFact;
}

/** A link between contact and customer was made or changed. Aggregate: the link. */
export const linkChanged = defineEvent('identity.link.changed.v1', LinkChanged, {
  linkId: '0198c0de-0000-7000-8000-000000000003',
  contactId: '0198c0de-0000-7000-8000-000000000002',
  customerId: '0198c0de-0000-7000-8000-000000000001',
  profileId: '0198c0de-0000-7000-8000-000000002003',
  purchaseLimit: {
    amount: '500',
    currency: 'EUR',
    startsOn: '2026-01-31',
    repeats: 'monthly',
    timeZone: 'Europe/Oslo',
  },
});

/** A contact does not act for a customer any more. */
export class LinkRemoved {
  @IsUUID() linkId: string;
  @IsUUID() contactId: string;
  @IsUUID() customerId: string;
}

/** A link between contact and customer is gone for good; a new one gets another id. Aggregate: the link. */
export const linkRemoved = defineEvent('identity.link.removed.v1', LinkRemoved, {
  linkId: '0198c0de-0000-7000-8000-000000000003',
  contactId: '0198c0de-0000-7000-8000-000000000002',
  customerId: '0198c0de-0000-7000-8000-000000000001',
});

import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsISO4217CurrencyCode,
  IsISO8601,
  IsNumberString,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  ValidateNested,
} from 'class-validator';
import { defineEvent } from '../event';
import { REPETITIONS, type Repetition } from '../purchase-limit';

const FIELD_TYPES = ['text', 'number', 'date', 'choice'] as const;
const PRESENCES = ['optional', 'hidden', 'required'] as const;

/** A customer came into being, by registration, by an employee or by import. */
export class CustomerRegistered {
  @IsUUID() customerId: string;
  /** Short human number. */
  @IsString() number: string;
  @IsIn(['individual', 'company']) kind: 'individual' | 'company';
  /** A guest joins the group Guest, anybody else the group Customer. */
  @IsBoolean() isGuest: boolean;
  @IsString() firstName: string;
  @IsString() lastName: string;
  @IsEmail() email: string;
  /** The contact created with the customer, if any. */
  @IsOptional() @IsUUID() contactId?: string;
  @IsISO8601() registeredAt: string;
  /** Groups asked for at creation, besides the one of its role. */
  @IsOptional() @IsUUID('all', { each: true }) groupIds?: string[];
  @IsOptional() @IsUUID() defaultGroupId?: string;
}

/** A customer came into being. Aggregate: the customer. */
export const customerRegistered = defineEvent('identity.customer.registered.v1', CustomerRegistered, {
  customerId: '0198c0de-0000-7000-8000-000000000001',
  number: '100023',
  kind: 'individual',
  isGuest: false,
  firstName: 'Siobhán',
  lastName: "O'Neill",
  email: 'siobhan.oneill@example.com',
  contactId: '0198c0de-0000-7000-8000-000000000002',
  registeredAt: '2026-11-22T10:00:00.000Z',
});

/** A customer as it is now, after an edit. */
export class CustomerChanged {
  @IsUUID() customerId: string;
  /** Short human number. */
  @IsString() number: string;
  @IsIn(['individual', 'company']) kind: 'individual' | 'company';
  @IsBoolean() isGuest: boolean;
  @IsString() firstName: string;
  @IsString() lastName: string;
  @IsEmail() email: string;
  /** Whether anybody may act for it. */
  @IsBoolean() enabled: boolean;
}

/** A customer was edited. Aggregate: the customer. */
export const customerChanged = defineEvent('identity.customer.changed.v1', CustomerChanged, {
  customerId: '0198c0de-0000-7000-8000-000000000001',
  number: '100023',
  kind: 'individual',
  isGuest: false,
  firstName: 'Siobhán',
  lastName: "O'Neill",
  email: 'siobhan.oneill@example.com',
  enabled: true,
});

/** What is known of a customer that tells it from others; who it is, is not part of it. */
export class CustomerDescription {
  @IsUUID() customerId: string;
  /** False: closed, or part of another customer. */
  @IsBoolean() isOpen: boolean;
  @IsIn(['individual', 'company']) kind: 'individual' | 'company';
  @IsOptional() @IsUUID() titleId?: string;
  /** `YYYY-MM-DD`. */
  @IsOptional() @IsISO8601() birthday?: string;
  /** BCP 47. */
  @IsOptional() @IsString() language?: string;
  /** Where it has goods delivered: ISO 3166 alpha-2. */
  @IsOptional() @IsString() country?: string;
  @IsOptional() @IsString() postcode?: string;
  @IsBoolean() newsletter: boolean;
  @IsBoolean() partnerOffers: boolean;
  @IsISO8601() registeredAt: string;
  @IsOptional() @IsISO8601() lastVisitAt?: string;
}

/** Carries the whole description of a customer. Aggregate: the customer; the version counts descriptions, of whomever. */
export const customerDescribed = defineEvent('identity.customer.described.v1', CustomerDescription, {
  customerId: '0198c0de-0000-7000-8000-000000000001',
  isOpen: true,
  kind: 'individual',
  birthday: '1984-02-29',
  language: 'en',
  country: 'IE',
  postcode: 'D02 AF30',
  newsletter: true,
  partnerOffers: false,
  registeredAt: '2026-11-22T10:00:00.000Z',
});

/** A customer was closed. */
export class CustomerClosed {
  @IsUUID() customerId: string;
  /**
   * `released`: its e-mail address may register again; `blocked`: it may not; `erased`: whoever keeps personal data of
   * it makes that anonymous now. Names and e-mail address come anonymous in `identity.customer.changed.v1`.
   */
  @IsIn(['released', 'blocked', 'erased']) state: 'released' | 'blocked' | 'erased';
  /** Contacts that were erased with it, as they act for nobody else. */
  @IsOptional() @IsUUID('all', { each: true }) contactIds?: string[];
}

/** A customer was closed; who must forget it, does. Aggregate: the customer. */
export const customerClosed = defineEvent('identity.customer.closed.v1', CustomerClosed, {
  customerId: '0198c0de-0000-7000-8000-000000000001',
  state: 'erased',
});

/** A closed customer is open again. */
export class CustomerRestored {
  @IsUUID() customerId: string;
}

/** A released or blocked customer is open again. Aggregate: the customer. */
export const customerRestored = defineEvent('identity.customer.restored.v1', CustomerRestored, {
  customerId: '0198c0de-0000-7000-8000-000000000001',
});

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

/** A projection in identity is to be built anew. */
export class IdentityProjectionRebuild {
  /** Name of the projection. */
  @IsIn(['groups', 'memberships']) projection: 'groups' | 'memberships';
}

/** Asks the owners of the facts behind a projection to publish them again. Aggregate: the projection. */
export const identityProjectionRebuildRequested = defineEvent(
  'identity.projection.rebuild-requested.v1',
  IdentityProjectionRebuild,
  { projection: 'memberships' },
);

/** A mail about an account: what it says, and to whom. */
export class IdentityMail {
  @IsUUID() mailId: string;
  /** Which text: one of those that support has. */
  @IsString() @Length(1, 64) template: string;
  @IsEmail() to: string;
  /** The contact it goes to, if one: when that is erased, the mail goes with it. */
  @IsOptional() @IsUUID() contactId?: string;
  /** BCP 47; the language of the text is the nearest there is. */
  @IsOptional() @IsString() language?: string;
  /** What the text speaks of, by name. */
  @IsObject() variables: Record<string, string>;
  /** One-time link that belongs into it. What it leads to is asked for just before sending and kept nowhere. */
  @IsOptional() @IsUUID() linkId?: string;
  /** The customer that its reader acts for; absent if there is none or several. */
  @IsOptional() @IsUUID() customerId?: string;
}

/** A mail about an account is to be sent. Aggregate: the mail. */
export const identityMailRequested = defineEvent('identity.mail.requested.v1', IdentityMail, {
  mailId: '0198c0de-0000-7000-8000-000000000003',
  template: 'password-reset',
  to: 'siobhan.oneill@example.com',
  language: 'en',
  variables: { name: "Siobhán O'Neill", shop: 'Tea & Sons', hours: '1' },
  linkId: '0198c0de-0000-7000-8000-000000000004',
  customerId: '0198c0de-0000-7000-8000-000000000001',
});

/** Somebody wants a new password; whether there is such an account is found out later. */
export class PasswordResetRequest {
  /** As typed. */
  @IsString() email: string;
  @IsIn(['contact', 'employee']) account: 'contact' | 'employee';
}

/**
 * Somebody wants a new password. Published for known and unknown addresses alike and handled by identity itself, so
 * that the answer takes as long for both. Aggregate: the request.
 */
export const passwordResetRequested = defineEvent(
  'identity.password-reset.requested.v1',
  PasswordResetRequest,
  { email: 'siobhan.oneill@example.com', account: 'contact' },
);

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

/** A guest has ordered at an address that a contact had proved before. */
export class GuestRecognised {
  @IsUUID() guestId: string;
  @IsUUID() contactId: string;
}

/** A guest turned out to be somebody known; identity itself makes it part of the known customer. Aggregate: the discovery. */
export const guestRecognised = defineEvent('identity.guest.recognised.v1', GuestRecognised, {
  guestId: '0198c0de-0000-7000-8000-000000000003',
  contactId: '0198c0de-0000-7000-8000-000000000002',
});

/** What is asked of a field of a form, as far as it decides whether what is filled in is right. Absent: nothing is said. */
export class FormRuleChanged {
  @IsUUID() ruleId: string;
  /** `cart`, `order`, or one of identity's own. */
  @IsString() form: string;
  @IsString() field: string;
  /** Of an own field: what it holds. */
  @IsOptional() @IsIn(FIELD_TYPES) type?: (typeof FIELD_TYPES)[number];
  /** For customers in this group; without it and `customerId` for everyone. */
  @IsOptional() @IsUUID() groupId?: string;
  /** For this customer alone. */
  @IsOptional() @IsUUID() customerId?: string;
  @IsOptional() @IsIn(PRESENCES) presence?: (typeof PRESENCES)[number];
  @IsOptional() @IsInt() minLength?: number;
  @IsOptional() @IsInt() maxLength?: number;
  /** For RE2. */
  @IsOptional() @IsString() pattern?: string;
  /** Values that can be chosen. */
  @IsOptional() @IsString({ each: true }) choices?: string[];
}

/** Carries the whole state of a rule about a form. Aggregate: the rule. */
export const formRuleChanged = defineEvent('identity.form-rule.changed.v1', FormRuleChanged, {
  ruleId: '0198c0de-0000-7000-8000-000000000007',
  form: 'order',
  field: 'costCentre',
  type: 'text',
  presence: 'required',
  maxLength: 20,
});

/** A rule about a form is gone. */
export class FormRuleRemoved {
  @IsUUID() ruleId: string;
}

/** A rule about a form is gone. Aggregate: the rule. */
export const formRuleRemoved = defineEvent('identity.form-rule.removed.v1', FormRuleRemoved, {
  ruleId: '0198c0de-0000-7000-8000-000000000007',
});

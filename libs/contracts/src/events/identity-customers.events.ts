import { IsBoolean, IsEmail, IsIn, IsISO8601, IsOptional, IsString, IsUUID } from 'class-validator';
import { defineEvent } from '../event';

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
  /** Of the shops that share it, the one where it registered; null: the main one. Absent where nobody knew of that yet. */
  @IsOptional() @IsUUID() registeredShopId?: string | null;
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
  registeredShopId: null,
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
  /** Of the shops that share it, the one where it registered; null: the main one. Absent where nobody knew of that yet. */
  @IsOptional() @IsUUID() registeredShopId?: string | null;
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
  registeredShopId: null,
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

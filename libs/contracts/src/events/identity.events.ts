import {
  IsBoolean,
  IsEmail,
  IsIn,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
} from 'class-validator';
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
  /** Which text: `password-reset`, `email-verification`, `invitation`, `set-password`. */
  @IsString() @Length(1, 64) template: string;
  @IsEmail() to: string;
  /** BCP 47; the language of the text is the nearest there is. */
  @IsOptional() @IsString() language?: string;
  /** What the text speaks of, by name. */
  @IsObject() variables: Record<string, string>;
  /** One-time link that belongs into it. What it leads to is asked for just before sending and kept nowhere. */
  @IsOptional() @IsUUID() linkId?: string;
}

/** A mail about an account is to be sent. Aggregate: the mail. */
export const identityMailRequested = defineEvent('identity.mail.requested.v1', IdentityMail, {
  mailId: '0198c0de-0000-7000-8000-000000000003',
  template: 'password-reset',
  to: 'siobhan.oneill@example.com',
  language: 'en',
  variables: { name: "Siobhán O'Neill", shop: 'Tea & Sons', hours: '1' },
  linkId: '0198c0de-0000-7000-8000-000000000004',
});

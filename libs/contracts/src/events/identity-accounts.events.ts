import { IsEmail, IsIn, IsObject, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { defineEvent } from '../event';

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
  /** Of the shops that share customers, the one where it is asked for; absent: the main one. */
  @IsOptional() @IsUUID() atShopId?: string;
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

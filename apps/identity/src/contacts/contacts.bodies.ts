import { asBoolean, IfGiven, IsLanguage, ListQuery } from '@clientele/http';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  ValidateNested,
} from 'class-validator';
import { IsBirthday } from '../customers/is-birthday';
import { IsEmailAddress } from '../emails/is-email-address';
import { IsOwnValues } from '../forms/is-own-values';
import { PutLinkBody } from '../links/links.bodies';
import { IsName } from '../names/is-name';
import { IsPassword } from '../passwords/is-password';
import { IsPhone } from '../phones/is-phone';
import type { ContactOptions } from './contact.entity';
import { IsOptions } from './is-options';

/** What is asked of a new contact. */
export class NewContactBody {
  /** @example "Kari" */
  @IsName()
  readonly firstName: string;

  /** @example "Nordmann" */
  @IsName()
  readonly lastName: string;

  /**
   * Also the log-in.
   * @example "kari.nordmann@example.com"
   */
  @IsEmailAddress()
  readonly email: string;

  /** One of the shop's titles. */
  @IsOptional()
  @IsUUID()
  readonly titleId?: string;

  /** @example "+47 22 12 34 56" */
  @IsOptional()
  @IsPhone()
  readonly phone?: string;

  @IsOptional()
  @IsBirthday()
  readonly birthday?: string;

  /**
   * Language for mails and messages (BCP 47).
   * @example "nb"
   */
  @IsOptional()
  @IsLanguage()
  readonly language?: string;

  /** Own fields that the form asks for. */
  @IfGiven()
  @IsOwnValues()
  readonly custom?: Record<string, string | number | null>;
}

export class NewLinkBody extends PutLinkBody {
  /** Whom the contact acts for. */
  @IsUUID()
  readonly customerId: string;
}

export class CreateContactBody extends NewContactBody {
  /** 8 to 128 characters, and hard to guess. Without one the contact cannot log in yet. */
  @IsOptional()
  @IsPassword()
  readonly password?: string;

  /** Without a password: whether to mail a link with which the contact sets one. */
  @IfGiven()
  @IsBoolean()
  readonly invite: boolean = false;

  /** Whether it may log in. */
  @IfGiven()
  @IsBoolean()
  readonly enabled: boolean = true;

  /** What a storefront remembers of its choices. */
  @IfGiven()
  @IsOptions()
  readonly options: ContactOptions = {};

  /**
   * Whom it acts for, and as what.
   * @example []
   */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique(({ customerId }: NewLinkBody) => customerId)
  @ValidateNested({ each: true })
  @Type(() => NewLinkBody)
  readonly links: NewLinkBody[] = [];
}

/** What a contact may change of itself, and managers of their contacts. */
export class EditPersonBody {
  @IfGiven()
  @IsName()
  readonly firstName?: string;

  @IfGiven()
  @IsName()
  readonly lastName?: string;

  /** One of the shop's titles; null takes it away. */
  @IsOptional()
  @IsUUID()
  readonly titleId?: string | null;

  /** @example "+47 22 12 34 56" */
  @IsOptional()
  @IsPhone()
  readonly phone?: string | null;

  @IsOptional()
  @IsBirthday()
  readonly birthday?: string | null;

  /** Language for mails and messages (BCP 47). */
  @IsOptional()
  @IsLanguage()
  readonly language?: string | null;

  /** Own fields to change; null takes one away. */
  @IfGiven()
  @IsOwnValues()
  readonly custom?: Record<string, string | number | null>;
}

export class EditContactBody extends EditPersonBody {
  /** The log-in from now on. */
  @IfGiven()
  @IsEmailAddress()
  readonly email?: string;

  /** Whether it may log in. Switched off, its sessions end and it cannot order any more. */
  @IfGiven()
  @IsBoolean()
  readonly enabled?: boolean;

  /** Replaces what a storefront remembers of its choices. */
  @IfGiven()
  @IsOptions()
  readonly options?: ContactOptions;
}

export class ListContactsQuery extends ListQuery {
  /** Words, each of which begins the first name, the last name or the e-mail address. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly q?: string;

  /** Beginning of the e-mail address. */
  @IsOptional()
  @IsString()
  @Length(1, 254)
  readonly email?: string;

  /** Beginning of the first name. */
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly firstName?: string;

  /** Beginning of the last name. */
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly lastName?: string;

  /** Acts for this customer. */
  @IsOptional()
  @IsUUID()
  readonly customerId?: string;

  /** Acts for somebody with this profile; for the customer, if one is given. */
  @IsOptional()
  @IsUUID()
  readonly profileId?: string;

  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly enabled?: boolean;
}

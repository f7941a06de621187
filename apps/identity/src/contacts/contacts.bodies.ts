import { asBoolean, IfGiven, ListQuery } from '@clientele/http';
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
import { EditPersonBody, NewPersonBody } from '../customers/person.bodies';
import { IsEmailAddress } from '../emails/is-email-address';
import { PutLinkBody } from '../links/links.bodies';
import { IsPassword } from '../passwords/is-password';
import type { ContactOptions } from './contact.entity';
import { IsOptions } from './is-options';

export class NewLinkBody extends PutLinkBody {
  /** Whom the contact acts for. */
  @IsUUID()
  readonly customerId: string;
}

export class CreateContactBody extends NewPersonBody {
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

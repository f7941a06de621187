import { asBoolean, IfGiven, IsCalendarDate, IsInstant, IsLanguage, ListQuery } from '@clientele/http';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
} from 'class-validator';
import { IsEmailAddress } from '../emails/is-email-address';
import { IsOwnValues } from '../forms/is-own-values';
import { IsName } from '../names/is-name';
import { IsPassword } from '../passwords/is-password';
import { IsPhone } from '../phones/is-phone';
import { CUSTOMER_KINDS, type CustomerKind } from './customer.entity';
import { PersonBody } from './person.bodies';

export class CreateCustomerBody extends PersonBody {
  /** Whether it is an individual or a company. */
  @IfGiven()
  @IsIn(CUSTOMER_KINDS)
  readonly kind: CustomerKind = 'individual';

  /** Whether anybody may act for it. */
  @IfGiven()
  @IsBoolean()
  readonly enabled: boolean = true;

  /** Of the contact, 8 to 128 characters. Without one the contact cannot log in yet. */
  @IsOptional()
  @IsPassword()
  readonly password?: string;

  /** Number in the books. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly accountingNumber?: string;

  /** Id of the customer in another system, unique within the shop. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly externalReference?: string;

  /** When it registered, if that was before. */
  @IsOptional()
  @IsInstant()
  readonly registeredAt?: string;

  @IsOptional()
  @IsInstant()
  readonly lastVisitAt?: string;

  /** Groups to join, besides the one of all customers. */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly groupIds?: string[];

  /** The group that decides its prices. */
  @IfGiven()
  @IsUUID()
  readonly defaultGroupId?: string;
}

export class EditCustomerBody {
  @IfGiven()
  @IsName()
  readonly firstName?: string;

  @IfGiven()
  @IsName()
  readonly lastName?: string;

  /** The log-in of its contacts stays as it is. */
  @IfGiven()
  @IsEmailAddress()
  readonly email?: string;

  @IfGiven()
  @IsIn(CUSTOMER_KINDS)
  readonly kind?: CustomerKind;

  /** One of the shop's titles; null takes it away. */
  @IsOptional()
  @IsUUID()
  readonly titleId?: string | null;

  @IsOptional()
  @IsPhone()
  readonly phone?: string | null;

  @IsOptional()
  @IsCalendarDate()
  readonly birthday?: string | null;

  /** Language for mails and messages (BCP 47). */
  @IsOptional()
  @IsLanguage()
  readonly language?: string | null;

  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly company?: string | null;

  /** Whether anybody may act for it. */
  @IfGiven()
  @IsBoolean()
  readonly enabled?: boolean;

  /**
   * Whether newsletters may be sent.
   * @example true
   */
  @IfGiven()
  @IsBoolean()
  readonly newsletter?: boolean;

  /** Whether offers of partners may be sent. */
  @IfGiven()
  @IsBoolean()
  readonly partnerOffers?: boolean;

  /** Number in the books. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly accountingNumber?: string | null;

  /** Id of the customer in another system; null takes it away. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly externalReference?: string | null;

  /** Own fields to change; null takes one away. */
  @IfGiven()
  @IsOwnValues()
  readonly custom?: Record<string, string | number | null>;
}

export class ListCustomersQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  readonly id?: string;

  /** The number, as a whole. */
  @IsOptional()
  @Matches(/^\d{1,18}$/)
  readonly number?: string;

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

  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly enabled?: boolean;

  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly newsletter?: boolean;

  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly partnerOffers?: boolean;

  @IsOptional()
  @IsIn(CUSTOMER_KINDS)
  readonly kind?: CustomerKind;

  /** Registered then or later. */
  @IsOptional()
  @IsInstant()
  readonly registeredFrom?: string;

  /** Registered before then. */
  @IsOptional()
  @IsInstant()
  readonly registeredTo?: string;

  /** In this group now. */
  @IsOptional()
  @IsUUID()
  readonly groupId?: string;
}

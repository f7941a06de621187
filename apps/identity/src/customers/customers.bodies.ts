import { asBoolean, Combined, IfGiven, IsInstant, LIST_FIELDS, ListQuery } from '@clientele/http';
import { OmitType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { IsEmailAddress } from '../emails/is-email-address';
import { IsPassword } from '../passwords/is-password';
import { CUSTOMER_KINDS, type CustomerKind } from './customer.entity';
import { CUSTOMER_STATES, type CustomerState } from './customer-state.domain';
import { BookkeepingBody, CompanyBody, EditPersonBody, PersonBody } from './person.bodies';

/** Where to look for the words of a search. */
export const SEARCH_SCOPES = ['everywhere', 'name', 'ip'] as const;

export class CreateCustomerBody extends Combined(PersonBody, BookkeepingBody) {
  /** Whether it is an individual or a company. */
  @IfGiven()
  @IsIn(CUSTOMER_KINDS)
  readonly kind: CustomerKind = 'individual';

  /** Whether anybody may act for it. */
  @IfGiven()
  @IsBoolean()
  readonly enabled: boolean = true;

  /** Of the contact, 8 to 128 characters. Without one the contact cannot log in yet, and is invited to choose one. */
  @IsOptional()
  @IsPassword()
  readonly password?: string;

  /** Whether a contact without a password is invited by mail. */
  @IfGiven()
  @IsBoolean()
  readonly invite: boolean = true;

  /** When it registered, if that was before. */
  @IsOptional()
  @IsInstant()
  readonly registeredAt?: string;

  /** Where it registered: the shop itself, or one of those that share its customers. The shop itself, unless told otherwise; it stays. */
  @IfGiven()
  @IsUUID()
  readonly registeredShopId?: string;

  @IsOptional()
  @IsInstant()
  readonly lastVisitAt?: string;

  /** Groups to join, besides the one of all customers. Takes `memberships:write`, as the default group does. */
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

export class EditCustomerBody extends Combined(EditPersonBody, CompanyBody, BookkeepingBody) {
  /** The log-in of its contacts stays as it is. */
  @IfGiven()
  @IsEmailAddress()
  readonly email?: string;

  @IfGiven()
  @IsIn(CUSTOMER_KINDS)
  readonly kind?: CustomerKind;

  /** Whether anybody may act for it. */
  @IfGiven()
  @IsBoolean()
  readonly enabled?: boolean;

  /** Whether its contacts need codes to log in. */
  @IfGiven()
  @IsBoolean()
  readonly twoFactorRequired?: boolean;

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
}

export class ListCustomersQuery extends ListQuery {
  /**
   * Words to search for: each has to begin a word of the number, a name, the e-mail address, the company or the telephone
   * number, or be the id. Case and accents do not matter. With `in=ip` it is an IP address. What is found by words comes in the
   * order in which customers were added, the latest first, unless `sort` says otherwise; imported ones count from their import.
   */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly q?: string;

  /** Where to look: `name` leaves IP addresses aside, `ip` all else. */
  @IsOptional()
  @IsIn(SEARCH_SCOPES)
  readonly in: (typeof SEARCH_SCOPES)[number] = 'everywhere';

  /** Whether to look for an IP address in all visits, and not only in the latest of each customer. */
  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly history: boolean = false;

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

  /** Whether only as the group that decides the prices. */
  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly defaultGroupOnly: boolean = false;

  /** In this segment now, as far as is known here: within seconds. */
  @IsOptional()
  @IsUUID()
  readonly segmentId?: string;

  @IsOptional()
  @IsUUID()
  readonly titleId?: string;

  /**
   * Registered at this shop: the main shop or one of those that share its customers. They come in the order in which they were
   * added, the latest first, unless another order is asked for.
   */
  @IsOptional()
  @IsUUID()
  readonly shopId?: string;

  /** Beginning of the company. */
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly company?: string;

  /** At least so old. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(200)
  readonly ageFrom?: number;

  /** At most so old. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(200)
  readonly ageTo?: number;

  /** Last visited then or later. */
  @IsOptional()
  @IsInstant()
  readonly lastVisitFrom?: string;

  /** Last visited before then. */
  @IsOptional()
  @IsInstant()
  readonly lastVisitTo?: string;

  /** Whether it ordered without an account. */
  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly isGuest?: boolean;

  /** Open ones only, unless told otherwise. */
  @IsOptional()
  @IsIn([...CUSTOMER_STATES, 'closed', 'any'])
  readonly state: CustomerState | 'closed' | 'any' = 'open';
}

/** The filters of `GET /v1/customers`. */
export class CustomerFilters extends OmitType(ListCustomersQuery, LIST_FIELDS) {}

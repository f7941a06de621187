import { Combined, IfGiven, IsAmount, IsLanguage } from '@clientele/http';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { IsEmailAddress } from '../emails/is-email-address';
import { IsOwnValues } from '@clientele/forms';
import { IsName } from '../names/is-name';
import { IsPhone } from '../phones/is-phone';
import { RISK_RATINGS, type RiskRating } from './customer.entity';
import { IsBirthday } from './is-birthday';
import { IsWebsite } from './is-website';

/** What is known of a company; only where the shop sells to companies. */
export class CompanyBody {
  /** Company the person buys for. */
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly company?: string | null;

  /** Number in the register of companies, in whatever form the country has. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly registrationNumber?: string | null;

  /** What the company does, by the code of its country. */
  @IsOptional()
  @IsString()
  @Length(1, 32)
  readonly activityCode?: string | null;

  @IsOptional()
  @IsString()
  @Length(1, 32)
  readonly vatNumber?: string | null;

  @IsOptional()
  @IsWebsite()
  readonly website?: string | null;
}

/** What is asked of any new person, contact or customer. */
export class NewPersonBody {
  /** @example "Siobhán" */
  @IsName()
  readonly firstName: string;

  /** @example "Ó Briain" */
  @IsName()
  readonly lastName: string;

  /**
   * Also the log-in.
   * @example "siobhan.obriain@example.com"
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

  /** @example "1985-04-12" */
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

/** What is asked of anybody who becomes a customer. */
export class PersonBody extends Combined(NewPersonBody, CompanyBody) {
  /** Whether newsletters may be sent. */
  @IfGiven()
  @IsBoolean()
  readonly newsletter: boolean = false;

  /** Whether offers of partners may be sent. */
  @IfGiven()
  @IsBoolean()
  readonly partnerOffers: boolean = false;
}

/** What is changed of a person: what is left out stays. */
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

/** What the shop alone knows of a customer. */
export class BookkeepingBody {
  /** Number in the books. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly accountingNumber?: string | null;

  /** Id of the customer in another system, unique within the shop. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly externalReference?: string | null;

  /** How much may be unpaid, in the currency of the shop. For companies. */
  @IsOptional()
  @IsAmount()
  readonly allowedOutstanding?: string | null;

  /** Until when it has to pay. For companies. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(3650)
  readonly maximumPaymentDays?: number | null;

  /** How sure the shop is to be paid. For companies. */
  @IsOptional()
  @IsIn(RISK_RATINGS)
  readonly riskRating?: RiskRating | null;
}

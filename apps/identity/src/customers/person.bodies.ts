import { IfGiven, IsLanguage } from '@clientele/http';
import { IsBoolean, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { IsEmailAddress } from '../emails/is-email-address';
import { IsName } from '../names/is-name';
import { IsPhone } from '../phones/is-phone';
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

/** What is asked of anybody who becomes a customer. */
export class PersonBody extends CompanyBody {
  /** @example "Siobhán" */
  @IsName()
  readonly firstName: string;

  /** @example "Ó Briain" */
  @IsName()
  readonly lastName: string;

  /**
   * Also the log-in of the contact.
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

  /** Whether newsletters may be sent. */
  @IfGiven()
  @IsBoolean()
  readonly newsletter: boolean = false;

  /** Whether offers of partners may be sent. */
  @IfGiven()
  @IsBoolean()
  readonly partnerOffers: boolean = false;
}

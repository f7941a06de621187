import { IfGiven, IsCalendarDate, IsLanguage } from '@clientele/http';
import { IsBoolean, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { IsEmailAddress } from '../emails/is-email-address';
import { IsOwnValues } from '../forms/is-own-values';
import { IsName } from '../names/is-name';
import { IsPhone } from '../phones/is-phone';

/** What is asked of anybody who becomes a customer. */
export class PersonBody {
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
  @IsCalendarDate()
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

  /** Company the person buys for. */
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly company?: string;

  /** Own fields that the form asks for. */
  @IfGiven()
  @IsOwnValues()
  readonly custom?: Record<string, string | number | null>;
}

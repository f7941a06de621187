import { IfGiven } from '@clientele/http';
import { IsBoolean, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { IsEmailAddress } from '../emails/is-email-address';
import { IsName } from '../names/is-name';

/** What is asked of anybody who becomes a customer. */
export class PersonBody {
  /** @example "Siobhán" */
  @IsName()
  readonly firstName: string;

  /** @example "O'Neill" */
  @IsName()
  readonly lastName: string;

  /**
   * Also the log-in of the contact.
   * @example "siobhan.oneill@example.com"
   */
  @IsEmailAddress()
  readonly email: string;

  /** One of the shop's titles. */
  @IsOptional()
  @IsUUID()
  readonly titleId?: string;

  /** @example "+47 22 12 34 56" */
  @IsOptional()
  @IsString()
  @Matches(/^[+\d][\d ()./-]{1,31}$/)
  readonly phone?: string;

  /** @example "1985-04-12" */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  readonly birthday?: string;

  /**
   * Language for mails and messages (BCP 47).
   * @example "nb"
   */
  @IsOptional()
  @Matches(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
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
}

import { IfGiven, IsLanguage } from '@clientele/http';
import { IsBoolean, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { IsBirthday } from '../customers/is-birthday';
import { IsName } from '../names/is-name';
import { IsPhone } from '../phones/is-phone';

/** What a contact may change of the customer it acts for. */
export class EditOwnCustomerBody {
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

  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly company?: string | null;

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

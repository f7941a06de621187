import { IsString, Length } from 'class-validator';
import { IsEmailAddress } from '../emails/is-email-address';
import { IsPassword } from '../passwords/is-password';

export class RequestPasswordResetBody {
  /**
   * The log-in of the account.
   * @example "siobhan.obriain@example.com"
   */
  @IsEmailAddress()
  readonly email: string;
}

export class ResetPasswordBody {
  /** What stands behind `#token=` in the link of the mail. */
  @IsString()
  @Length(1, 200)
  readonly token: string;

  /**
   * 8 to 128 characters, and hard to guess.
   * @example "rather-long-and-hard-to-guess"
   */
  @IsPassword()
  readonly password: string;
}

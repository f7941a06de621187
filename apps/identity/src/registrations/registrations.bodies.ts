import { PersonBody } from '../customers/person.bodies';
import { IsPassword } from '../passwords/is-password';

export class RegisterBody extends PersonBody {
  /**
   * 8 to 128 characters.
   * @example "rather-long-and-hard-to-guess"
   */
  @IsPassword()
  readonly password: string;
}

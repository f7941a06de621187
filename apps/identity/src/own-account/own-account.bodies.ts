import { IfGiven } from '@clientele/http';
import { IsString, Length, ValidateIf } from 'class-validator';
import type { ContactOptions } from '../contacts/contact.entity';
import { EditPersonBody } from '../customers/person.bodies';
import { IsOptions } from '../contacts/is-options';
import { IsPassword } from '../passwords/is-password';

export class EditOwnAccountBody extends EditPersonBody {
  /** Replaces what a storefront remembers of the own choices. */
  @IfGiven()
  @IsOptions()
  readonly options?: ContactOptions;

  /** The new password: 8 to 128 characters, and hard to guess. Needs the old one. */
  @IfGiven()
  @IsPassword()
  readonly password?: string;

  /** The password so far. */
  @ValidateIf(
    ({ password, oldPassword }: EditOwnAccountBody) => password !== undefined || oldPassword !== undefined,
  )
  @IsString()
  @Length(1, 1_000)
  readonly oldPassword?: string;
}

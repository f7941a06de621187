import { IfGiven } from '@clientele/http';
import { IsEmail, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { ADDRESS } from '../mails/address.domain';
import { ONE_LINE, SAYS_SOMETHING } from '../texts.domain';

export class ContactFormBody {
  /**
   * What it is about: one of the inboxes offered.
   * @example "0198c0de-0000-7000-8000-000000000402"
   */
  @IsUUID()
  readonly inboxId: string;

  /**
   * Where the answer goes.
   * @example "siobhan.oneill@example.com"
   */
  @IsEmail()
  @MaxLength(254)
  @Matches(ADDRESS)
  readonly email: string;

  /**
   * What is to be said.
   * @example "Where is my parcel?"
   */
  @IsString()
  @Length(1, 20_000)
  @Matches(SAYS_SOMETHING, { message: 'Please say something' })
  readonly message: string;

  /**
   * Without one it is the title of the inbox.
   * @example "Parcel"
   */
  @IfGiven()
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE, { message: 'One line of text, please' })
  readonly subject?: string;

  /**
   * The order it is about. Verified only for a contact, as an order of the customer acted for.
   * @example "KPTWXZCHM"
   */
  @IfGiven()
  @IsString()
  @Length(1, 64)
  @Matches(ONE_LINE, { message: 'One line of text, please' })
  readonly orderReference?: string;

  /**
   * The product it is about. Not verified.
   * @example "oolong-50"
   */
  @IfGiven()
  @IsString()
  @Length(1, 64)
  @Matches(ONE_LINE, { message: 'One line of text, please' })
  readonly productId?: string;

  /** Leave it empty, and hide it from people: only machines fill it in, and are refused. */
  @IfGiven()
  @IsString()
  @MaxLength(0)
  readonly website?: string;
}

import { PersonBody } from '../customers/person.bodies';
import { IsEmailAddress } from '../emails/is-email-address';

export class CheckOutBody extends PersonBody {
  /**
   * Where the shop writes about the order. It may be that of an account, or of other guests.
   * @example "siobhan.obriain@example.com"
   */
  @IsEmailAddress()
  declare readonly email: string;
}

import { ArrayMaxSize, ArrayUnique, IsArray, Length, Matches } from 'class-validator';
import { CustomerParam } from '../memberships/memberships.bodies';

export class TagsBody extends CustomerParam {
  /**
   * What other systems say of the customer, in a word each; replaces what they said before.
   * @example ["newsletter-2026", "vip-event"]
   */
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @Length(1, 64, { each: true })
  @Matches(/^[\p{L}\p{N}][\p{L}\p{N}_.:-]*$/u, { each: true })
  readonly tags: string[];
}

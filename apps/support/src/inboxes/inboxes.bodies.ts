import { IfGiven, IsNames, ListQuery } from '@clientele/http';
import { IsBoolean, IsEmail, IsInt, Matches, Max, MaxLength, Min } from 'class-validator';
import { ADDRESS } from '../mails/address.domain';

export class CreateInboxBody {
  /**
   * What people choose, per language (BCP 47).
   * @example { "en": "Returns" }
   */
  @IsNames()
  readonly title: Record<string, string>;

  /**
   * What it is for, one line per language.
   * @example { "en": "If something has to come back to us" }
   */
  @IfGiven()
  @IsNames()
  readonly description?: Record<string, string>;

  /**
   * Mail address; several inboxes may share one.
   * @example "returns@example.com"
   */
  @IsEmail()
  @MaxLength(254)
  @Matches(ADDRESS)
  readonly email: string;

  /** Whether threads are kept; otherwise messages are only forwarded by mail. */
  @IsBoolean()
  readonly saveMessages: boolean = true;

  /** Place in lists, ascending. */
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly position: number = 0;

  /** Whether people can choose it. */
  @IsBoolean()
  readonly enabled: boolean = true;
}

export class EditInboxBody {
  /** What people choose, per language; replaces all titles. */
  @IfGiven()
  @IsNames()
  readonly title?: Record<string, string>;

  /** What it is for, per language; replaces all descriptions. */
  @IfGiven()
  @IsNames()
  readonly description?: Record<string, string>;

  /** Mail address. */
  @IfGiven()
  @IsEmail()
  @MaxLength(254)
  @Matches(ADDRESS)
  readonly email?: string;

  /** Whether threads are kept; otherwise messages are only forwarded by mail. */
  @IfGiven()
  @IsBoolean()
  readonly saveMessages?: boolean;

  /**
   * Place in lists, ascending.
   * @example 3
   */
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly position?: number;

  /** Whether people can choose it. */
  @IfGiven()
  @IsBoolean()
  readonly enabled?: boolean;
}

export class ListInboxesQuery extends ListQuery {}

import { IsNames, ListQuery } from '@clientele/http';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
} from 'class-validator';

/** What a group says of the modules that it does not name. */
export const MODULE_DEFAULTS = ['allowed', 'denied'] as const;
export type ModuleDefault = (typeof MODULE_DEFAULTS)[number];

const KEY = /^(?!mine$)[A-Za-z0-9._~-]{1,64}$/;
const MESSAGE = 'must be 1 to 64 letters, digits or . _ ~ -, and not "mine"';

export class ModuleParam {
  /**
   * Key of the module, as the storefront names it.
   * @example "wishlist"
   */
  @Matches(KEY, { message: ({ property }) => `${property} ${MESSAGE}` })
  readonly key: string;
}

export class PutModuleBody {
  /**
   * Name per language (BCP 47), for those who decide which groups may use it.
   * @example { "en": "Wish list" }
   */
  @IsNames()
  readonly name: Record<string, string>;
}

export class ListModulesQuery extends ListQuery {
  /** Part of a key, or of a name in any language. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly name?: string;
}

export class PutGroupModulesBody {
  /** Whether members may use the modules that are not named below, those registered later among them. */
  @IsIn(MODULE_DEFAULTS)
  readonly byDefault: ModuleDefault;

  /**
   * Keys of the modules for which the opposite holds. With `denied` and none, all modules are denied.
   * @example []
   */
  @IsArray()
  @ArrayMaxSize(1_000)
  @ArrayUnique()
  @Matches(KEY, { each: true, message: ({ property }) => `each of ${property} ${MESSAGE}` })
  readonly exceptions: string[];
}

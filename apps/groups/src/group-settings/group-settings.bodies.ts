import { PRICE_POLICIES, type PricePolicy } from '@clientele/contracts';
import { IfGiven } from '@clientele/http';
import { IsIn } from 'class-validator';
import { MODULE_POLICIES, type ModulePolicy } from './group-settings.entity';

export class EditGroupSettingsBody {
  /** Whether one of a customer's groups is enough to allow a module, or all of them must. */
  @IfGiven()
  @IsIn(MODULE_POLICIES)
  readonly modulePolicy?: ModulePolicy;

  /**
   * Which of a customer's groups decide its prices: the default one; for each price the one that gives the most off, while the
   * default one says how prices are shown; or the first by position.
   */
  @IfGiven()
  @IsIn(PRICE_POLICIES)
  readonly pricePolicy?: PricePolicy;
}

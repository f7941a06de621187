import { PRICE_POLICIES, type PricePolicy } from '@clientele/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { MODULE_POLICIES, type ModulePolicy } from './group-settings.entity';

/** What a shop decides of all its groups. */
export class GroupSettingsView {
  /** Whether one of a customer's groups is enough to allow a module, or all of them must. */
  @ApiProperty({ enum: MODULE_POLICIES })
  modulePolicy: ModulePolicy;
  /** Which of a customer's groups decide its prices. */
  @ApiProperty({ enum: PRICE_POLICIES })
  pricePolicy: PricePolicy;
}

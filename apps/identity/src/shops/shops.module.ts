import { Shops } from '@clientele/auth';
import { Module } from '@nestjs/common';
import { NewShops } from './new-shops.service';
import { ShopSettingsController } from './shop-settings.controller';
import { ShopSettingsService } from './shop-settings.service';
import { ShopsController } from './shops.controller';
import { ShopsQueries } from './shops.queries';
import { ShopsService } from './shops.service';
import { StorefrontController } from './storefront.controller';

@Module({
  controllers: [ShopsController, ShopSettingsController, StorefrontController],
  providers: [
    ShopsService,
    { provide: Shops, useExisting: ShopsService },
    ShopsQueries,
    NewShops,
    ShopSettingsService,
  ],
  exports: [ShopsService, Shops],
})
export class ShopsModule {}

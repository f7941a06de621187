import { Shops } from '@clientele/auth';
import { Module } from '@nestjs/common';
import { ShopSettingsController } from './shop-settings.controller';
import { ShopSettingsService } from './shop-settings.service';
import { ShopsService } from './shops.service';
import { StorefrontController } from './storefront.controller';

@Module({
  controllers: [ShopSettingsController, StorefrontController],
  providers: [ShopsService, { provide: Shops, useExisting: ShopsService }, ShopSettingsService],
  exports: [ShopsService, Shops],
})
export class ShopsModule {}

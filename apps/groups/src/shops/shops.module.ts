import { Module } from '@nestjs/common';
import { ShopCurrencies } from './shop-currencies.service';
import { ShopZones } from './shop-zones.service';

@Module({ providers: [ShopZones, ShopCurrencies], exports: [ShopZones, ShopCurrencies] })
export class ShopsModule {}

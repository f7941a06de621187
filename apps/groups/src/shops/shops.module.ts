import { Module } from '@nestjs/common';
import { ShopZones } from './shop-zones.service';
import { ShopsConsumer } from './shops.consumer';

@Module({ providers: [ShopZones, ShopsConsumer], exports: [ShopZones] })
export class ShopsModule {}

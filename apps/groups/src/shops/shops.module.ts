import { Module } from '@nestjs/common';
import { ShopZones } from './shop-zones.service';

@Module({ providers: [ShopZones], exports: [ShopZones] })
export class ShopsModule {}

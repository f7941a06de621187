import { Module } from '@nestjs/common';
import { PurchaseLimitsController } from './purchase-limits.controller';
import { PurchaseLimitsService } from './purchase-limits.service';

@Module({ controllers: [PurchaseLimitsController], providers: [PurchaseLimitsService] })
export class PurchaseLimitsModule {}

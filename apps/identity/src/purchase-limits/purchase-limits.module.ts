import { Module } from '@nestjs/common';
import { LimitStates } from './limit-states.service';
import { PurchaseLimitsController } from './purchase-limits.controller';
import { PurchaseLimitsService } from './purchase-limits.service';

@Module({
  controllers: [PurchaseLimitsController],
  providers: [PurchaseLimitsService, LimitStates],
  exports: [LimitStates],
})
export class PurchaseLimitsModule {}

import { Module } from '@nestjs/common';
import { PurchaseLimitsModule } from '../purchase-limits/purchase-limits.module';
import { SessionsModule } from '../sessions/sessions.module';
import { AccessController } from './access.controller';
import { AccessService } from './access.service';

@Module({
  imports: [PurchaseLimitsModule, SessionsModule],
  controllers: [AccessController],
  providers: [AccessService],
})
export class AccessModule {}

import { Module } from '@nestjs/common';
import { VoucherAnswers } from './voucher-answers.service';
import { VoucherCodesController } from './voucher-codes.controller';
import { VoucherCodesService } from './voucher-codes.service';
import { VouchersController } from './vouchers.controller';
import { VouchersQueries } from './vouchers.queries';
import { VouchersService } from './vouchers.service';

@Module({
  controllers: [VouchersController, VoucherCodesController],
  providers: [VouchersService, VouchersQueries, VoucherAnswers, VoucherCodesService],
})
export class VouchersModule {}

import { Module } from '@nestjs/common';
import { CartClaimsService } from './cart-claims.service';
import { CartDeletions } from './cart-deletions.service';
import { CartList } from './cart-list.queries';
import { CartWriter } from './cart-writer.service';
import { CartsController } from './carts.controller';
import { CartsService } from './carts.service';
import { CartCodesController } from '../vouchers/cart-codes.controller';
import { CartCodesService } from '../vouchers/cart-codes.service';
import { CartVouchers } from '../vouchers/cart-vouchers.service';
import { QuietCarts } from './quiet-carts.service';

@Module({
  controllers: [CartsController, CartCodesController],
  providers: [
    ...[CartsService, CartClaimsService, CartWriter, CartList, CartDeletions, QuietCarts],
    ...[CartVouchers, CartCodesService],
  ],
  exports: [CartsService, CartVouchers],
})
export class CartsModule {}

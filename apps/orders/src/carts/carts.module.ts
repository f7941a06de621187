import { Module } from '@nestjs/common';
import { CartClaimsService } from './cart-claims.service';
import { CartDeletions } from './cart-deletions.service';
import { CartList } from './cart-list.queries';
import { CartWriter } from './cart-writer.service';
import { CartsController } from './carts.controller';
import { CartsService } from './carts.service';
import { QuietCarts } from './quiet-carts.service';

@Module({
  controllers: [CartsController],
  providers: [CartsService, CartClaimsService, CartWriter, CartList, CartDeletions, QuietCarts],
  exports: [CartsService],
})
export class CartsModule {}

import { Module } from '@nestjs/common';
import { CartClaimsService } from './cart-claims.service';
import { CartList } from './cart-list.queries';
import { CartWriter } from './cart-writer.service';
import { CartsController } from './carts.controller';
import { CartsService } from './carts.service';

@Module({
  controllers: [CartsController],
  providers: [CartsService, CartClaimsService, CartWriter, CartList],
  exports: [CartsService],
})
export class CartsModule {}

import { Module } from '@nestjs/common';
import { CartsModule } from '../carts/carts.module';
import { OrderAnswers } from './order-answers.service';
import { PaidOrdersAnswers } from './paid-orders-answers.service';
import { OrdersController } from './orders.controller';
import { OrdersQueries } from './orders.queries';
import { OrdersService } from './orders.service';

@Module({
  imports: [CartsModule],
  controllers: [OrdersController],
  providers: [OrdersService, OrdersQueries, OrderAnswers, PaidOrdersAnswers],
})
export class OrdersModule {}

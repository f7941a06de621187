import { ConfigModule } from '@clientele/config';
import { DatabaseModule } from '@clientele/database';
import { HttpModule } from '@clientele/http';
import { MessagingModule } from '@clientele/messaging';
import { Module } from '@nestjs/common';
import { CategoriesModule } from './categories/categories.module';
import { OrdersConfig } from './orders.config';
import { ordersSchema } from './orders.schema';
import { PricesModule } from './prices/prices.module';
import { ProductsModule } from './products/products.module';
import { ProjectionsModule } from './projections/projections.module';

@Module({
  imports: [
    ConfigModule.for(OrdersConfig),
    DatabaseModule.for(ordersSchema),
    MessagingModule.for('orders'),
    HttpModule.withDatabase(),
    CategoriesModule,
    ProductsModule,
    ProjectionsModule,
    PricesModule,
  ],
})
export class AppModule {}

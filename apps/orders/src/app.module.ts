import { AuditModule } from '@clientele/audit';
import { ConfigModule } from '@clientele/config';
import { DatabaseModule } from '@clientele/database';
import { HttpModule } from '@clientele/http';
import { RoundsModule } from '@clientele/jobs';
import { MessagingModule } from '@clientele/messaging';
import { SightModule } from '@clientele/sight';
import { Module } from '@nestjs/common';
import { AccessModule } from './access/access.module';
import { BoughtProductsModule } from './bought-products/bought-products.module';
import { CartsModule } from './carts/carts.module';
import { CategoriesModule } from './categories/categories.module';
import { ErasuresModule } from './erasures/erasures.module';
import { MergesModule } from './merges/merges.module';
import { FormsModule } from './forms/forms.module';
import { OrderStatesModule } from './order-states/order-states.module';
import { OrdersConfig } from './orders.config';
import { ordersSchema } from './orders.schema';
import { OrdersModule } from './orders/orders.module';
import { OverviewsModule } from './overviews/overviews.module';
import { PaymentsModule } from './payments/payments.module';
import { PricesModule } from './prices/prices.module';
import { ProductsModule } from './products/products.module';
import { ProjectionsModule } from './projections/projections.module';
import { CancellationsModule } from './cancellations/cancellations.module';
import { RefundsModule } from './refunds/refunds.module';
import { ShopsModule } from './shops/shops.module';
import { VouchersModule } from './vouchers/vouchers.module';

@Module({
  imports: [
    ConfigModule.for(OrdersConfig),
    DatabaseModule.for(ordersSchema),
    MessagingModule.for('orders'),
    HttpModule.withDatabase(),
    SightModule.for('orders'),
    AuditModule.for('orders'),
    RoundsModule,
    CategoriesModule,
    ProductsModule,
    ProjectionsModule,
    AccessModule,
    MergesModule,
    ErasuresModule,
    FormsModule,
    PricesModule,
    ShopsModule,
    CartsModule,
    VouchersModule,
    OrderStatesModule,
    OrdersModule,
    PaymentsModule,
    RefundsModule,
    CancellationsModule,
    BoughtProductsModule,
    OverviewsModule,
  ],
})
export class AppModule {}

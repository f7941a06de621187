import { Module } from '@nestjs/common';
import { CustomersModule } from '../customers/customers.module';
import { OwnCustomerController } from './own-customer.controller';
import { OwnCustomerService } from './own-customer.service';

@Module({ imports: [CustomersModule], controllers: [OwnCustomerController], providers: [OwnCustomerService] })
export class OwnCustomerModule {}

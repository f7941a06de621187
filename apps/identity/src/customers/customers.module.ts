import { Module } from '@nestjs/common';
import { OneTimeLinksModule } from '../one-time-links/one-time-links.module';
import { PasswordsModule } from '../passwords/passwords.module';
import { CustomerBatchesController } from './customer-batches.controller';
import { CustomerBatches } from './customer-batches.service';
import { CustomerCreation } from './customer-creation.service';
import { CustomersController } from './customers.controller';
import { CustomersQueries } from './customers.queries';
import { CustomersService } from './customers.service';

@Module({
  imports: [OneTimeLinksModule, PasswordsModule],
  controllers: [CustomerBatchesController, CustomersController],
  providers: [CustomerCreation, CustomersService, CustomerBatches, CustomersQueries],
})
export class CustomersModule {}

import { Module } from '@nestjs/common';
import { FormsModule } from '../forms/forms.module';
import { OneTimeLinksModule } from '../one-time-links/one-time-links.module';
import { PasswordsModule } from '../passwords/passwords.module';
import { SalesTeamsModule } from '../sales-teams/sales-teams.module';
import { ShopsModule } from '../shops/shops.module';
import { CustomerBatchesController } from './customer-batches.controller';
import { CustomerBatches } from './customer-batches.service';
import { CustomerLookup } from './customer-lookup.service';
import { CustomersByFilter } from './customers-by-filter.service';
import { CustomerCreation } from './customer-creation.service';
import { CustomersController } from './customers.controller';
import { CustomersQueries } from './customers.queries';
import { CustomersService } from './customers.service';

@Module({
  imports: [FormsModule, OneTimeLinksModule, PasswordsModule, SalesTeamsModule, ShopsModule],
  controllers: [CustomerBatchesController, CustomersController],
  providers: [
    CustomerCreation,
    CustomersService,
    CustomerBatches,
    CustomersQueries,
    CustomerLookup,
    CustomersByFilter,
  ],
  exports: [CustomersService],
})
export class CustomersModule {}

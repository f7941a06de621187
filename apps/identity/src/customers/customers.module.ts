import { Module } from '@nestjs/common';
import { PasswordsModule } from '../passwords/passwords.module';
import { CustomersController } from './customers.controller';
import { CustomersQueries } from './customers.queries';
import { CustomersService } from './customers.service';

@Module({
  imports: [PasswordsModule],
  controllers: [CustomersController],
  providers: [CustomersService, CustomersQueries],
})
export class CustomersModule {}

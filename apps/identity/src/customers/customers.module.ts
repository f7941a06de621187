import { Module } from '@nestjs/common';
import { FormsModule } from '../forms/forms.module';
import { PasswordsModule } from '../passwords/passwords.module';
import { CustomersController } from './customers.controller';
import { CustomersQueries } from './customers.queries';
import { CustomersService } from './customers.service';

@Module({
  imports: [FormsModule, PasswordsModule],
  controllers: [CustomersController],
  providers: [CustomersService, CustomersQueries],
})
export class CustomersModule {}

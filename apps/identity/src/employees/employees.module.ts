import { Module } from '@nestjs/common';
import { PasswordsModule } from '../passwords/passwords.module';
import { EmployeesController } from './employees.controller';
import { EmployeesQueries } from './employees.queries';
import { EmployeesService } from './employees.service';

@Module({
  imports: [PasswordsModule],
  controllers: [EmployeesController],
  providers: [EmployeesService, EmployeesQueries],
})
export class EmployeesModule {}

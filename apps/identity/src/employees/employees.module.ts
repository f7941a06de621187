import { Module } from '@nestjs/common';
import { OneTimeLinksModule } from '../one-time-links/one-time-links.module';
import { PasswordsModule } from '../passwords/passwords.module';
import { EmployeePasswords } from './employee-passwords.service';
import { EmployeesController } from './employees.controller';
import { EmployeesQueries } from './employees.queries';
import { EmployeesService } from './employees.service';
import { FirstOwnerService } from './first-owner.service';

@Module({
  imports: [PasswordsModule, OneTimeLinksModule],
  controllers: [EmployeesController],
  providers: [EmployeesService, EmployeePasswords, EmployeesQueries, FirstOwnerService],
})
export class EmployeesModule {}

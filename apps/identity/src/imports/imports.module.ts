import { TablesService } from '@clientele/spreadsheets';
import { Module } from '@nestjs/common';
import { OneTimeLinksModule } from '../one-time-links/one-time-links.module';
import { SalesTeamsModule } from '../sales-teams/sales-teams.module';
import { AddressesImport } from './addresses-import.service';
import { ContactsImport } from './contacts-import.service';
import { ContactsWriter } from './contacts-writer.service';
import { CustomersImport } from './customers-import.service';
import { CustomersWriter } from './customers-writer.service';
import { ImportReports } from './import-reports.service';
import { ImportRun } from './import-run.service';
import { ImportStep } from './import-step.service';
import { ImportsController } from './imports.controller';
import { ImportsService } from './imports.service';

@Module({
  imports: [OneTimeLinksModule, SalesTeamsModule],
  controllers: [ImportsController],
  providers: [
    ...[ImportsService, ImportReports, ImportRun, ImportStep, TablesService],
    ...[CustomersWriter, CustomersImport, ContactsWriter, ContactsImport, AddressesImport],
  ],
})
export class ImportsModule {}

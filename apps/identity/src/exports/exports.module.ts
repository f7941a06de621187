import { Module } from '@nestjs/common';
import { AddressesExport } from './addresses-export.service';
import { ContactsExport } from './contacts-export.service';
import { CustomersExport } from './customers-export.service';
import { ExportFiles } from './export-files.service';
import { ExportRun } from './export-run.service';
import { ExportsController } from './exports.controller';
import { ExportsService } from './exports.service';

@Module({
  controllers: [ExportsController],
  providers: [ExportsService, ExportFiles, ExportRun, CustomersExport, ContactsExport, AddressesExport],
})
export class ExportsModule {}

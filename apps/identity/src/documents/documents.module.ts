import { Module } from '@nestjs/common';
import { DocumentDownloadsService } from './document-downloads.service';
import { DocumentIntakeService } from './document-intake.service';
import { DocumentRoomService } from './document-room.service';
import { DocumentsController } from './documents.controller';
import { DocumentsQueries } from './documents.queries';
import { DocumentsService } from './documents.service';

@Module({
  controllers: [DocumentsController],
  providers: [
    ...[DocumentsService, DocumentsQueries, DocumentDownloadsService],
    ...[DocumentIntakeService, DocumentRoomService],
  ],
})
export class DocumentsModule {}

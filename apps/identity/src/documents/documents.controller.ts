import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import {
  FileEmpty,
  FileFormatRefused,
  FileHarmful,
  FileInfected,
  FilesUnavailable,
  FileTooLarge,
  ScannerUnavailable,
} from '@clientele/files';
import { IdParam, IfMatch, Once, Problems, type RawJson, TakesFile, Upload } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Readable } from 'node:stream';
import { aCustomer } from '../customers/customer.subject';
import { aDocument } from './document.subject';
import { CustomerNotFound } from '../customers/customers.problems';
import { GroupUnknown, SegmentUnknown } from '../owners/owners.problems';
import { DocumentDownloadsService } from './document-downloads.service';
import {
  EditDocumentBody,
  ListDocumentsQuery,
  ListOwnDocumentsQuery,
  UploadDocumentQuery,
} from './documents.bodies';
import { DocumentNotFound, DocumentQuotaExceeded } from './documents.problems';
import { DocumentsQueries } from './documents.queries';
import { DocumentsService } from './documents.service';
import { DocumentsPageView, DocumentView, OwnDocumentsPageView } from './documents.views';

@ApiTags('documents')
@Controller()
export class DocumentsController {
  constructor(
    private readonly documents: DocumentsService,
    private readonly queries: DocumentsQueries,
    private readonly downloads: DocumentDownloadsService,
  ) {}

  /** Lists the documents of customers and groups. */
  @Get('documents')
  @Allow({ employee: 'customers:read' })
  @Concerns('listed')
  @ApiOkResponse({ type: DocumentsPageView })
  list(@Caller() caller: Principal, @Query() query: ListDocumentsQuery): Promise<RawJson<DocumentsPageView>> {
    return this.queries.list(caller, query);
  }

  /** Lists the documents that the customer sees: its own and those of its groups. */
  @Get('me/documents')
  @Allow({ contact: 'documents:view' })
  @ApiOkResponse({ type: OwnDocumentsPageView })
  listOwn(
    @Caller() caller: Principal,
    @Query() query: ListOwnDocumentsQuery,
  ): Promise<RawJson<OwnDocumentsPageView>> {
    return this.queries.listOwn(caller, query);
  }

  /** Reads what is known of a document. */
  @Get('documents/:id')
  @Allow({ employee: 'customers:read' })
  @Concerns(aDocument())
  @Problems([DocumentNotFound])
  @ApiOkResponse({ type: DocumentView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<DocumentView>> {
    return this.queries.get(caller, id);
  }

  /** Downloads a document. */
  @Get('documents/:id/content')
  @Allow({ employee: 'customers:read', contact: 'documents:view' })
  @Concerns(aDocument())
  @Problems([DocumentNotFound, FilesUnavailable])
  @Header('content-security-policy', "default-src 'none'; sandbox")
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  download(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<StreamableFile> {
    return this.downloads.open(caller, id);
  }

  /**
   * Uploads a document of a customer or a group. The body is the file. What it is, is told from its content; common office
   * formats, PDF, pictures, texts and archives are accepted.
   */
  @Post('documents')
  @Allow({ employee: 'customers:write' })
  @Concerns(aCustomer('customerId'))
  @TakesFile()
  @Problems([
    ...[CustomerNotFound, GroupUnknown, SegmentUnknown, DocumentQuotaExceeded],
    ...[FileEmpty, FileTooLarge, FileFormatRefused, FileHarmful, FileInfected],
    ...[ScannerUnavailable, FilesUnavailable],
  ])
  @ApiCreatedResponse({ type: DocumentView })
  upload(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Query() query: UploadDocumentQuery,
    @Upload() content: Readable,
  ): Promise<RawJson<DocumentView>> {
    return this.documents.upload(once, caller, query, content);
  }

  /** Renames a document, or shows it to customers or hides it. */
  @Patch('documents/:id')
  @Allow({ employee: 'customers:write' })
  @Concerns(aDocument())
  @Problems([DocumentNotFound])
  @ApiOkResponse({ type: DocumentView })
  edit(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: EditDocumentBody,
  ): Promise<RawJson<DocumentView>> {
    return this.documents.edit(caller, id, version, body);
  }

  /** Deletes a document. */
  @Delete('documents/:id')
  @HttpCode(204)
  @Allow({ employee: 'customers:write' })
  @Concerns(aDocument())
  @Problems([DocumentNotFound])
  remove(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<void> {
    return this.documents.remove(caller, id);
  }
}

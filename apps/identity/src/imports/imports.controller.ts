import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { FileEmpty, FilesUnavailable, FileTooLarge } from '@clientele/files';
import { IdParam, ListQuery, Once, Problems, type RawJson, TakesFile, Upload } from '@clientele/http';
import { JobNotFound, JobOver, Jobs, StartsJob } from '@clientele/jobs';
import { Concerns } from '@clientele/sight';
import { Controller, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Readable } from 'node:stream';
import { ImportReports } from './import-reports.service';
import { CreateImportQuery } from './imports.bodies';
import { ImportsService } from './imports.service';
import { ImportsPageView, ImportView } from './imports.views';

@ApiTags('imports')
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly reports: ImportReports,
    private readonly jobs: Jobs,
  ) {}

  /** Lists imports, newest first. */
  @Get()
  @Allow({ employee: 'customers:read' })
  @Concerns('listed')
  @ApiOkResponse({ type: ImportsPageView })
  list(@Caller() caller: Principal, @Query() query: ListQuery): Promise<RawJson<ImportsPageView>> {
    return this.jobs.list<ImportsPageView>(caller, 'imports', query);
  }

  /** Reads how far an import is. */
  @Get(':id')
  @Allow({ employee: 'customers:read' })
  @Concerns('listed')
  @Problems([JobNotFound])
  @ApiOkResponse({ type: ImportView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<ImportView>> {
    return this.jobs.get<ImportView>(caller, 'imports', id);
  }

  /**
   * Imports a file. The body is the file: XLSX, or CSV, whose separator and encoding are found out. Its first row names
   * the columns, in our own format or the classic one. It is stored at once and imported soon, a few hundred rows at a time; what
   * is wrong with a row keeps no other from coming in.
   */
  @Post()
  @Allow({ employee: 'customers:write' })
  @Concerns('listed')
  @TakesFile()
  @StartsJob()
  @Problems([FileEmpty, FileTooLarge, FilesUnavailable])
  @ApiAcceptedResponse({ type: ImportView })
  create(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Query() query: CreateImportQuery,
    @Upload() content: Readable,
  ): Promise<RawJson<ImportView>> {
    return this.imports.create(once, caller, query, content);
  }

  /** Ends an import after the rows that it is at. What is in stays in. */
  @Post(':id/cancel')
  @HttpCode(200)
  @Allow({ employee: 'customers:write' })
  @Concerns('listed')
  @Problems([JobNotFound, JobOver])
  @ApiOkResponse({ type: ImportView })
  cancel(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
  ): Promise<RawJson<ImportView>> {
    return this.jobs.cancel<ImportView>(once, caller, 'imports', id);
  }

  /** Downloads the report as CSV: row, column, code and message of whatever was wrong so far. */
  @Get(':id/result')
  @Allow({ employee: 'customers:read' })
  @Concerns('listed')
  @Problems([JobNotFound])
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  report(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<StreamableFile> {
    return this.reports.file(caller, id);
  }
}

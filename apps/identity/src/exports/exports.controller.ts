import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { FilesUnavailable } from '@clientele/files';
import { IdParam, ListQuery, Once, Problems, type RawJson } from '@clientele/http';
import { JobNotDone, JobNotFound, JobOver, Jobs, StartsJob } from '@clientele/jobs';
import { Concerns } from '@clientele/sight';
import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  Post,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ExportFiles } from './export-files.service';
import { CreateExportBody } from './exports.bodies';
import { ExportsService } from './exports.service';
import { ExportsPageView, ExportView } from './exports.views';

@ApiTags('exports')
@Controller('exports')
export class ExportsController {
  constructor(
    private readonly exports: ExportsService,
    private readonly files: ExportFiles,
    private readonly jobs: Jobs,
  ) {}

  /** Lists exports, newest first. */
  @Get()
  @Allow({ employee: 'exports:read' })
  @Concerns('listed')
  @ApiOkResponse({ type: ExportsPageView })
  list(@Caller() caller: Principal, @Query() query: ListQuery): Promise<RawJson<ExportsPageView>> {
    return this.jobs.list<ExportsPageView>(caller, 'exports', query);
  }

  /** Reads how far an export is. */
  @Get(':id')
  @Allow({ employee: 'exports:read' })
  @Concerns('listed')
  @Problems([JobNotFound])
  @ApiOkResponse({ type: ExportView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<ExportView>> {
    return this.jobs.get<ExportView>(caller, 'exports', id);
  }

  /**
   * Exports what a list shows with the same filters into a file, soon. The file can be imported as it is; cells that
   * spreadsheets would run as formulas are led by an apostrophe, which the import takes away again.
   */
  @Post()
  @Allow({ employee: 'exports:write' })
  @Concerns('listed')
  @StartsJob()
  @ApiAcceptedResponse({ type: ExportView })
  create(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: CreateExportBody,
  ): Promise<RawJson<ExportView>> {
    return this.exports.create(once, caller, body);
  }

  /** Ends an export, and throws away what is written of its file. */
  @Post(':id/cancel')
  @HttpCode(200)
  @Allow({ employee: 'exports:write' })
  @Concerns('listed')
  @Problems([JobNotFound, JobOver])
  @ApiOkResponse({ type: ExportView })
  cancel(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
  ): Promise<RawJson<ExportView>> {
    return this.jobs.cancel<ExportView>(once, caller, 'exports', id);
  }

  /** Downloads the file of an export that is done; it is there for a week. */
  @Get(':id/result')
  @Allow({ employee: 'exports:read' })
  @Concerns('listed')
  @Header('cache-control', 'private, no-store')
  @Problems([JobNotFound, JobNotDone, FilesUnavailable])
  @ApiProduces('text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  file(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<StreamableFile> {
    return this.files.open(caller, id);
  }
}

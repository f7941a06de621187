import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { FileEmpty, FileTooLarge } from '@clientele/files';
import { IdParam, ListQuery, Once, Problems, type RawJson, TakesFile, Upload } from '@clientele/http';
import { JobNotFound, JobOver, Jobs, StartsJob } from '@clientele/jobs';
import { NoAnswer } from '@clientele/messaging';
import { Concerns } from '@clientele/sight';
import { SpreadsheetNotReadable } from '@clientele/spreadsheets';
import { Body, Controller, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { GroupUnknown } from '../groups/groups.problems';
import { EndNotInFuture } from '../memberships/memberships.problems';
import type { Readable } from 'node:stream';
import { BatchReports } from './batch-reports.service';
import { BatchFiles } from './batch-files.service';
import { CreateMembershipBatchBody, FileBatchQuery } from './membership-batches.bodies';
import { FileColumnUnknown, SegmentNotReady, SegmentUnknown } from './membership-batches.problems';
import { MembershipBatchesService } from './membership-batches.service';
import { MembershipBatchesPageView, MembershipBatchView } from './membership-batches.views';

@ApiTags('memberships')
@Controller('membership-batches')
export class MembershipBatchesController {
  constructor(
    private readonly batches: MembershipBatchesService,
    private readonly reports: BatchReports,
    private readonly files: BatchFiles,
    private readonly jobs: Jobs,
  ) {}

  /** Lists batches, newest first. */
  @Get()
  @Allow({ employee: 'memberships:read' })
  @Concerns('listed')
  @ApiOkResponse({ type: MembershipBatchesPageView })
  list(@Caller() caller: Principal, @Query() query: ListQuery): Promise<RawJson<MembershipBatchesPageView>> {
    return this.jobs.list<MembershipBatchesPageView>(caller, 'membership-batches', query);
  }

  /** Reads how far a batch is. */
  @Get(':id')
  @Allow({ employee: 'memberships:read' })
  @Concerns('listed')
  @Problems([JobNotFound])
  @ApiOkResponse({ type: MembershipBatchView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<MembershipBatchView>> {
    return this.jobs.get<MembershipBatchView>(caller, 'membership-batches', id);
  }

  /**
   * Puts many customers into a group, takes them out of it, or moves them from one to another, soon and some at a time. Each is
   * changed as it would be alone; what cannot be done for one keeps no other from it.
   */
  @Post()
  @Allow({ employee: 'memberships:write' })
  @Concerns('listed')
  @StartsJob()
  @Problems([GroupUnknown, SegmentUnknown, SegmentNotReady, EndNotInFuture, NoAnswer])
  @ApiAcceptedResponse({ type: MembershipBatchView })
  create(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: CreateMembershipBatchBody,
  ): Promise<RawJson<MembershipBatchView>> {
    return this.batches.create(once, caller, body);
  }

  /**
   * The same for the customers that a file names. The body is the file: XLSX, or CSV, whose separator and encoding are found
   * out. Its first row names the columns; one of them is `id`, `number` or `email`. Rows that name nobody are told in the report. The
   * job reads it: beyond its beginning, what is no table (`spreadsheet-not-readable`) or has more than 500 000 rows (`file-too-long`)
   * is why the job fails, before anybody is changed.
   */
  @Post('from-file')
  @Allow({ employee: 'memberships:write' })
  @Concerns('listed')
  @TakesFile()
  @StartsJob()
  @Problems([
    GroupUnknown,
    EndNotInFuture,
    FileEmpty,
    FileTooLarge,
    FileColumnUnknown,
    SpreadsheetNotReadable,
  ])
  @ApiAcceptedResponse({ type: MembershipBatchView })
  createFromFile(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Query() query: FileBatchQuery,
    @Upload() content: Readable,
  ): Promise<RawJson<MembershipBatchView>> {
    return this.files.create(once, caller, query, content);
  }

  /** Ends a batch after those that it is at. Who is changed stays changed. */
  @Post(':id/cancel')
  @HttpCode(200)
  @Allow({ employee: 'memberships:write' })
  @Concerns('listed')
  @Problems([JobNotFound, JobOver])
  @ApiOkResponse({ type: MembershipBatchView })
  cancel(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
  ): Promise<RawJson<MembershipBatchView>> {
    return this.jobs.cancel<MembershipBatchView>(once, caller, 'membership-batches', id);
  }

  /** Downloads the report as CSV: row, what named the customer, its id, and what became of it. */
  @Get(':id/result')
  @Allow({ employee: 'memberships:read' })
  @Concerns('listed')
  @Problems([JobNotFound])
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  report(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<StreamableFile> {
    return this.reports.file(caller, id);
  }
}

import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import type { RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ListAuditQuery, VerifyAuditQuery } from './audit.bodies';
import { AuditExportService } from './audit-export.service';
import { AuditQueries } from './audit.queries';
import { AuditPageView, type AuditVerificationView } from './audit.views';
import { VerificationService } from './verification.service';

@ApiTags('audit')
@Controller('audit')
export class AuditController {
  constructor(
    private readonly queries: AuditQueries,
    private readonly exports: AuditExportService,
    private readonly verification: VerificationService,
  ) {}

  /** Lists what was done, by whom, when and from where; the latest first. */
  @Get()
  @Allow({ employee: 'audit:read' })
  @Concerns('listed')
  @ApiOkResponse({ type: AuditPageView })
  list(@Caller() caller: Principal, @Query() query: ListAuditQuery): Promise<RawJson<AuditPageView>> {
    return this.queries.list(caller, query);
  }

  /** Gives all that matches as CSV. Cells that spreadsheets would run as formulas are made text. */
  @Get('export')
  @Allow({ employee: 'audit:read' })
  @Concerns('listed')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  export(@Caller() caller: Principal, @Query() query: ListAuditQuery): StreamableFile {
    return this.exports.file(caller, query);
  }

  /** Tells whether the log is as it was written: each entry's hash covers the entry and the hash before it. */
  @Get('verify')
  @Allow({ employee: 'audit:read' })
  @Concerns('nobody')
  verify(@Query() query: VerifyAuditQuery): Promise<AuditVerificationView> {
    return this.verification.verify(query);
  }
}

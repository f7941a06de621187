import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, Once, Problems, type RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Get, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { aVoucher } from './voucher.subject';
import { ListCodesQuery, MakeCodesBody } from './voucher-codes.bodies';
import { VoucherCodesService } from './voucher-codes.service';
import { MadeCodesView, VoucherCodesPageView } from './voucher-codes.views';
import { VoucherNotFound } from './vouchers.problems';

@ApiTags('vouchers')
@Controller('vouchers/:id/codes')
export class VoucherCodesController {
  constructor(private readonly codes: VoucherCodesService) {}

  /** Makes codes that are good for one use each: so many, or one for each member of a segment. `GET …/export` has them. */
  @Post()
  @Allow({ employee: 'vouchers:write', seesAll: true })
  @Concerns(aVoucher())
  @Problems([VoucherNotFound])
  make(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Body() body: MakeCodesBody,
  ): Promise<MadeCodesView> {
    return this.codes.make(once, caller, id, body);
  }

  /** Lists the codes of a voucher. */
  @Get()
  @Allow({ employee: 'vouchers:read' })
  @Concerns(aVoucher())
  @Problems([VoucherNotFound])
  @ApiOkResponse({ type: VoucherCodesPageView })
  list(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Query() query: ListCodesQuery,
  ): Promise<RawJson<VoucherCodesPageView>> {
    return this.codes.list(caller, id, query);
  }

  /** Gives all codes of a voucher as CSV. */
  @Get('export')
  @Allow({ employee: 'vouchers:read' })
  @Concerns(aVoucher())
  @Problems([VoucherNotFound])
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  export(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<StreamableFile> {
    return this.codes.file(caller, id);
  }
}

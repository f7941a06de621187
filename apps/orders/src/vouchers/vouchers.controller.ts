import { Allow, Caller, CustomerNotChosen } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, IfMatch, Once, Problems, type RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ProductUnknown } from '../prices/prices.problems';
import { anOwner, aVoucher } from './voucher.subject';
import { ListVouchersQuery, SwitchVoucherBody, VoucherBody } from './vouchers.bodies';
import { GroupUnknown, VoucherCodeTaken, VoucherNotFound, VoucherNotValid } from './vouchers.problems';
import { VouchersQueries } from './vouchers.queries';
import { VouchersService } from './vouchers.service';
import { MyVouchersView, VouchersPageView, VoucherView } from './vouchers.views';

const NOT_VALID = [VoucherNotValid, VoucherCodeTaken, GroupUnknown, ProductUnknown];

@ApiTags('vouchers')
@Controller('vouchers')
export class VouchersController {
  constructor(
    private readonly vouchers: VouchersService,
    private readonly queries: VouchersQueries,
  ) {}

  /** Lists vouchers, the newest first. */
  @Get()
  @Allow({ employee: 'vouchers:read' })
  @Concerns('listed')
  @ApiOkResponse({ type: VouchersPageView })
  list(@Caller() caller: Principal, @Query() query: ListVouchersQuery): Promise<RawJson<VouchersPageView>> {
    return this.queries.list(caller, query);
  }

  /** Creates a voucher. */
  @Post()
  @Allow({ employee: 'vouchers:write' })
  @Concerns(anOwner('customerId'))
  @Problems(NOT_VALID)
  @ApiCreatedResponse({ type: VoucherView })
  create(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: VoucherBody,
  ): Promise<RawJson<VoucherView>> {
    return this.vouchers.create(once, caller, body);
  }

  /** Lists the highlighted vouchers that the customer can use: its own first, then those that end first; 50 at most. */
  @Get('mine')
  @Allow({ contact: 'cart:use' })
  @Problems([CustomerNotChosen])
  @ApiOkResponse({ type: MyVouchersView })
  mine(@Caller() caller: Principal): Promise<RawJson<MyVouchersView>> {
    return this.queries.mine(caller);
  }

  /** Reads a voucher. */
  @Get(':id')
  @Allow({ employee: 'vouchers:read' })
  @Concerns(aVoucher())
  @Problems([VoucherNotFound])
  @ApiOkResponse({ type: VoucherView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<VoucherView>> {
    return this.queries.get(caller, id);
  }

  /** Replaces a voucher, but for how often it was used. Carts that hold it follow when they are looked at next. */
  @Put(':id')
  @Allow({ employee: 'vouchers:write' })
  @Concerns([aVoucher(), anOwner('customerId')])
  @Problems([VoucherNotFound, ...NOT_VALID])
  @ApiOkResponse({ type: VoucherView })
  replace(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: VoucherBody,
  ): Promise<RawJson<VoucherView>> {
    return this.vouchers.replace(caller, id, version, body);
  }

  /** Switches a voucher on or off, or shows or hides it. */
  @Patch(':id')
  @Allow({ employee: 'vouchers:write' })
  @Concerns(aVoucher())
  @Problems([VoucherNotFound])
  @ApiOkResponse({ type: VoucherView })
  switch(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Body() body: SwitchVoucherBody,
  ): Promise<RawJson<VoucherView>> {
    return this.vouchers.switch(caller, id, body);
  }

  /** Deletes a voucher and its codes. It leaves all carts; orders keep what it took off. */
  @Delete(':id')
  @HttpCode(204)
  @Allow({ employee: 'vouchers:write' })
  @Concerns(aVoucher())
  @Problems([VoucherNotFound])
  delete(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<void> {
    return this.vouchers.delete(caller, id);
  }
}

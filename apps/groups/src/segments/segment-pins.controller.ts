import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, ListQuery, Once, Problems, type RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { EndNotInFuture } from '../memberships/memberships.problems';
import { aCustomer } from './customer.subject';
import { PinsService } from './pins.service';
import { PinBody, PinManyBody, SegmentCustomerParam } from './segments.bodies';
import { CustomerUnknown, PinNotFound, SegmentNotFound } from './segments.problems';
import { SegmentsQueries } from './segments-list.queries';
import { PinnedView, PinsPageView } from './segments.views';

@ApiTags('segments')
@Controller('segments/:id/pins')
export class SegmentPinsController {
  constructor(
    private readonly pins: PinsService,
    private readonly queries: SegmentsQueries,
  ) {}

  /** Lists the customers that are in a segment, or out of it, by hand. */
  @Get()
  @Allow({ employee: 'segments:read' })
  @Concerns('listed')
  @Problems([SegmentNotFound])
  @ApiOkResponse({ type: PinsPageView })
  list(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Query() query: ListQuery,
  ): Promise<RawJson<PinsPageView>> {
    return this.queries.pins(caller, id, query);
  }

  /** Pins many customers in a segment, or out of it. Those that are unknown are left out. */
  @Post()
  @HttpCode(200)
  @Allow({ employee: 'segments:write' })
  @Concerns('listed')
  @Problems([SegmentNotFound, EndNotInFuture])
  pinMany(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Body() body: PinManyBody,
  ): Promise<PinnedView> {
    return this.pins.pinMany(once, caller, id, body);
  }

  /** Pins a customer in a segment, or out of it, whatever its rule and groups say. */
  @Put(':customerId')
  @HttpCode(204)
  @Allow({ employee: 'segments:write' })
  @Concerns(aCustomer('customerId'))
  @Problems([SegmentNotFound, CustomerUnknown, EndNotInFuture])
  pin(
    @Caller() caller: Principal,
    @Param() { id, customerId }: SegmentCustomerParam,
    @Body() body: PinBody,
  ): Promise<void> {
    return this.pins.pin(caller, id, customerId, body);
  }

  /** Takes a pin away: rule and groups decide again. */
  @Delete(':customerId')
  @HttpCode(204)
  @Allow({ employee: 'segments:write' })
  @Concerns(aCustomer('customerId'))
  @Problems([SegmentNotFound, PinNotFound, CustomerUnknown])
  unpin(@Caller() caller: Principal, @Param() { id, customerId }: SegmentCustomerParam): Promise<void> {
    return this.pins.unpin(caller, id, customerId);
  }
}

import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, ListQuery, Once, Problems, type RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { aCustomer } from '../customers/customer.subject';
import { CustomerNotFound } from '../customers/customers.problems';
import { Origin, type PageViewOrigin } from './page-view-origin';
import { ReportPageBody } from './visits.bodies';
import { VisitsQueries } from './visits.queries';
import { VisitsService } from './visits.service';
import { VisitsPageView, VisitView } from './visits.views';

@ApiTags('visits')
@Controller()
export class VisitsController {
  constructor(
    private readonly visits: VisitsService,
    private readonly queries: VisitsQueries,
  ) {}

  /** Reports a page view of the storefront; tells the visit that it belongs to. */
  @Post('visits')
  @HttpCode(200)
  @Allow({ visitor: true, contact: 'logged-in' })
  @ApiOkResponse({ type: VisitView })
  report(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: ReportPageBody,
    @Origin() origin: PageViewOrigin,
  ): Promise<RawJson<VisitView>> {
    return this.visits.report(once, caller, body, origin);
  }

  /** Lists the visits of a customer, the latest first. */
  @Get('customers/:id/visits')
  @Allow({ employee: 'customers:read' })
  @Concerns(aCustomer())
  @Problems([CustomerNotFound])
  @ApiOkResponse({ type: VisitsPageView })
  list(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Query() query: ListQuery,
  ): Promise<RawJson<VisitsPageView>> {
    return this.queries.list(caller, id, query);
  }
}

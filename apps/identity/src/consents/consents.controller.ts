import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, ListQuery, Problems, type RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { aCustomer } from '../customers/customer.subject';
import { CustomerNotFound } from '../customers/customers.problems';
import { ConsentsQueries } from './consents.queries';
import { ConsentsPageView } from './consents.views';

@ApiTags('customers')
@Controller('customers/:id/consents')
export class ConsentsController {
  constructor(private readonly consents: ConsentsQueries) {}

  /** Lists what a customer consented to and took back, who did it, when and how; the latest first. */
  @Get()
  @Allow({ employee: 'customers:read' })
  @Concerns(aCustomer())
  @Problems([CustomerNotFound])
  @ApiOkResponse({ type: ConsentsPageView })
  list(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Query() query: ListQuery,
  ): Promise<RawJson<ConsentsPageView>> {
    return this.consents.list(caller, id, query);
  }
}

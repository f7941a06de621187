import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, Problems, type RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { aCustomer } from '../customers/customer.subject';
import { CustomerNotFound } from '../customers/customers.problems';
import { SalesTeamsQueries } from './sales-teams.queries';
import { ResponsibleTeamsView } from './sales-teams.views';

@ApiTags('customers')
@Controller('customers/:id/sales-teams')
export class ResponsibleTeamsController {
  constructor(private readonly queries: SalesTeamsQueries) {}

  /** Tells which sales teams are responsible for a customer, and by what. */
  @Get()
  @Allow({ employee: 'customers:read' })
  @Concerns(aCustomer())
  @Problems([CustomerNotFound])
  @ApiOkResponse({ type: ResponsibleTeamsView })
  list(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<ResponsibleTeamsView>> {
    return this.queries.responsibleFor(caller, id);
  }
}

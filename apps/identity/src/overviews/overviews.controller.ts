import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, Problems, type RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { aCustomer } from '../customers/customer.subject';
import { CustomerMoved, CustomerNotFound } from '../customers/customers.problems';
import { OverviewsService } from './overviews.service';
import { CustomerOverviewView } from './overviews.views';

@ApiTags('customers')
@Controller('customers/:id/overview')
export class OverviewsController {
  constructor(private readonly overviews: OverviewsService) {}

  /**
   * Reads everything there is of a customer. Each list is the beginning of the one at its `href`. What another service
   * did not tell in time is named in `unavailable`, what takes a permission that the caller lacks in `withheld`.
   */
  @Get()
  @Allow({ employee: 'customers:read' })
  @Concerns(aCustomer())
  @Problems([CustomerNotFound, CustomerMoved])
  @ApiOkResponse({ type: CustomerOverviewView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<CustomerOverviewView>> {
    return this.overviews.get(caller, id);
  }
}

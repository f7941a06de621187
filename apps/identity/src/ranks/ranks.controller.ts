import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, Problems, type RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { aCustomer } from '../customers/customer.subject';
import { CustomerNotFound } from '../customers/customers.problems';
import { RanksQueries } from './ranks.queries';
import { RankView } from './ranks.views';

@ApiTags('customers')
@Controller('customers/:id/rank')
export class RanksController {
  constructor(private readonly ranks: RanksQueries) {}

  /** Reads the place of a customer among those of the shop, by what was paid in the currency of the shop. */
  @Get()
  @Allow({ employee: 'customers:read' })
  @Concerns(aCustomer())
  @Problems([CustomerNotFound])
  @ApiOkResponse({ type: RankView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<RankView>> {
    return this.ranks.get(caller, id);
  }
}

import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import type { RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ListBoughtProductsQuery } from './bought-products.bodies';
import { BoughtProductsQueries } from './bought-products.queries';
import { BoughtProductsPageView } from './bought-products.views';

@ApiTags('orders')
@Controller('orders/products')
export class BoughtProductsController {
  constructor(private readonly queries: BoughtProductsQueries) {}

  /**
   * Lists the products that a customer bought, the most bought first. Orders count while their state counts as a sale:
   * those not paid yet and those cancelled do not.
   */
  @Get()
  @Allow({ employee: 'orders:read' })
  @Concerns('listed')
  @ApiOkResponse({ type: BoughtProductsPageView })
  list(
    @Caller() caller: Principal,
    @Query() query: ListBoughtProductsQuery,
  ): Promise<RawJson<BoughtProductsPageView>> {
    return this.queries.list(caller, query);
  }
}

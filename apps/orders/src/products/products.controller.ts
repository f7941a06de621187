import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { Problems, type RawJson } from '@clientele/http';
import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CatalogueIdParam } from '../categories/catalogue-id.bodies';
import { CategoryUnknown } from '../categories/categories.problems';
import { ListProductsQuery, PutProductBody } from './products.bodies';
import { ProductNotFound } from './products.problems';
import { ProductsQueries } from './products.queries';
import { ProductsService } from './products.service';
import { ProductsPageView, ProductView } from './products.views';

@ApiTags('products')
@Controller('products')
export class ProductsController {
  constructor(
    private readonly products: ProductsService,
    private readonly queries: ProductsQueries,
  ) {}

  /** Lists products. */
  @Get()
  @Allow({ employee: 'catalogue:read' })
  @ApiOkResponse({ type: ProductsPageView })
  list(@Caller() caller: Principal, @Query() query: ListProductsQuery): Promise<RawJson<ProductsPageView>> {
    return this.queries.list(caller, query);
  }

  /** Reads a product. */
  @Get(':id')
  @Allow({ employee: 'catalogue:read' })
  @Problems([ProductNotFound])
  @ApiOkResponse({ type: ProductView })
  get(@Caller() caller: Principal, @Param() { id }: CatalogueIdParam): Promise<RawJson<ProductView>> {
    return this.queries.get(caller, id);
  }

  /** Creates a product or replaces what is known of it. Prices in carts follow at once. */
  @Put(':id')
  @Allow({ employee: 'catalogue:write' })
  @Problems([CategoryUnknown])
  @ApiOkResponse({ type: ProductView })
  put(
    @Caller() caller: Principal,
    @Param() { id }: CatalogueIdParam,
    @Body() body: PutProductBody,
  ): Promise<RawJson<ProductView>> {
    return this.products.put(caller, id, body);
  }
}

import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { Problems, type RawJson } from '@clientele/http';
import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CatalogueIdParam } from './catalogue-id.bodies';
import { ListCategoriesQuery, PutCategoryBody } from './categories.bodies';
import { CategoryLoop, CategoryNotFound, CategoryUnknown } from './categories.problems';
import { CategoriesQueries } from './categories.queries';
import { CategoriesService } from './categories.service';
import { CategoriesPageView, CategoryView } from './categories.views';

@ApiTags('categories')
@Controller('categories')
export class CategoriesController {
  constructor(
    private readonly categories: CategoriesService,
    private readonly queries: CategoriesQueries,
  ) {}

  /** Lists categories. */
  @Get()
  @Allow({ employee: 'catalogue:read' })
  @ApiOkResponse({ type: CategoriesPageView })
  list(
    @Caller() caller: Principal,
    @Query() query: ListCategoriesQuery,
  ): Promise<RawJson<CategoriesPageView>> {
    return this.queries.list(caller, query);
  }

  /** Reads a category. */
  @Get(':id')
  @Allow({ employee: 'catalogue:read' })
  @Problems([CategoryNotFound])
  @ApiOkResponse({ type: CategoryView })
  get(@Caller() caller: Principal, @Param() { id }: CatalogueIdParam): Promise<RawJson<CategoryView>> {
    return this.queries.get(caller, id);
  }

  /** Creates a category or replaces what is known of it. */
  @Put(':id')
  @Allow({ employee: 'catalogue:write' })
  @Problems([CategoryUnknown, CategoryLoop])
  @ApiOkResponse({ type: CategoryView })
  put(
    @Caller() caller: Principal,
    @Param() { id }: CatalogueIdParam,
    @Body() body: PutCategoryBody,
  ): Promise<RawJson<CategoryView>> {
    return this.categories.put(caller, id, body);
  }
}

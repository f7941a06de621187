import { Allow, Caller } from '@clientele/auth';
import { NotFound, type Principal } from '@clientele/contracts';
import { IdParam, Once, Problems, type RawJson } from '@clientele/http';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { EmployeeNotFound } from '../employees/employees.problems';
import { PermissionNotHeld } from '../roles/role.domain';
import { NewShops } from './new-shops.service';
import { CreateShopBody, ListShopsQuery } from './shops.bodies';
import { CurrencyOfMainShop, MainShopNotOwn, ShopNameTaken, ShopNeedsOwner } from './shops.problems';
import { ShopsQueries } from './shops.queries';
import { ShopsPageView, ShopView } from './shops.views';

@ApiTags('shops')
@Controller('shops')
export class ShopsController {
  constructor(
    private readonly queries: ShopsQueries,
    private readonly newShops: NewShops,
  ) {}

  /** Lists the own shop and those that share its customers. */
  @Get()
  @Allow({ employee: 'shops:read' })
  @ApiOkResponse({ type: ShopsPageView })
  list(@Caller() caller: Principal, @Query() query: ListShopsQuery): Promise<RawJson<ShopsPageView>> {
    return this.queries.list(caller, query);
  }

  /** Reads the own shop, or one that shares its customers. */
  @Get(':id')
  @Allow({ employee: 'shops:read' })
  @Problems([NotFound])
  @ApiOkResponse({ type: ShopView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<ShopView>> {
    return this.queries.get(caller, id);
  }

  /**
   * Makes a shop that shares the customers of the own one, or has customers of its own.
   * One with customers of its own starts as a new installation does, with the caller as its Owner, who logs in there with the same e-mail
   * address and password; it takes an employee who may do everything. Whether a shop shares customers, and whose, is decided
   * here for good, as is its currency. Shops are not deleted.
   */
  @Post()
  @Allow({ employee: 'shops:write' })
  @Problems([
    ...[NotFound, ShopNameTaken, MainShopNotOwn, CurrencyOfMainShop],
    ...[ShopNeedsOwner, PermissionNotHeld, EmployeeNotFound],
  ])
  @ApiCreatedResponse({ type: ShopView })
  create(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: CreateShopBody,
  ): Promise<RawJson<ShopView>> {
    return this.newShops.create(once, caller, body);
  }
}

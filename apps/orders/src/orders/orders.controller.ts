import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, Once, Problems, type RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { anOrder } from './order.subject';
import { AccessRevoked } from '../access/access.problems';
import { CartAlreadyOrdered, CartNotFound } from '../carts/carts.problems';
import { CheckoutOver } from '../checkouts/checkouts.problems';
import { AmountTooLarge, PricesHidden, PricesNotReady } from '../prices/prices.problems';
import { ListOrdersQuery, PlaceOrderBody } from './orders.bodies';
import { CartIsEmpty, OrderNotFound, PriceChanged, ProductUnavailable } from './orders.problems';
import { OrdersQueries } from './orders.queries';
import { OrdersService } from './orders.service';
import { OrderHistoryView, OrdersPageView, OrderView } from './orders.views';

@ApiTags('orders')
@Controller('orders')
export class OrdersController {
  constructor(
    private readonly orders: OrdersService,
    private readonly queries: OrdersQueries,
  ) {}

  /** Lists orders, the last placed first: all for employees, own or all of the customer for contacts. */
  @Get()
  @Allow({ employee: 'orders:read', contact: 'logged-in' })
  @Concerns('listed')
  @ApiOkResponse({ type: OrdersPageView })
  list(@Caller() caller: Principal, @Query() query: ListOrdersQuery): Promise<RawJson<OrdersPageView>> {
    return this.queries.list(caller, query);
  }

  /**
   * Turns a cart into an order. Where a price is not what the cart showed last, the answer tells both; the cart shows
   * the new one from then on, and the order can be placed with another Idempotency-Key.
   */
  @Post()
  @Allow({ contact: 'orders:place', guest: true })
  @Problems([
    AccessRevoked,
    CheckoutOver,
    CartNotFound,
    CartAlreadyOrdered,
    CartIsEmpty,
    ProductUnavailable,
    PriceChanged,
    AmountTooLarge,
    PricesHidden,
    PricesNotReady,
  ])
  place(
    @Once({ keyRequired: true }) once: Once,
    @Caller() caller: Principal,
    @Body() body: PlaceOrderBody,
  ): Promise<OrderView> {
    return this.orders.place(once, caller, body);
  }

  /** Reads an order; guests the one of their checkout. */
  @Get(':id')
  @Allow({ employee: 'orders:read', contact: 'logged-in', guest: true })
  @Concerns(anOrder())
  @Problems([OrderNotFound])
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<OrderView> {
    return this.queries.get(caller, id);
  }

  /** Tells how the order came into each of its states: who, when and why. */
  @Get(':id/history')
  @Allow({ employee: 'orders:read' })
  @Concerns(anOrder())
  @Problems([OrderNotFound])
  history(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<OrderHistoryView> {
    return this.queries.history(caller, id);
  }
}

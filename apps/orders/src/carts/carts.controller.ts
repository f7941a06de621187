import { Unrecorded } from '@clientele/audit';
import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, Once, Problems } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AccessRevoked } from '../access/access.problems';
import { aCart } from './cart.subject';
import { CheckoutOver } from '../checkouts/checkouts.problems';
import {
  AmountTooLarge,
  CurrencyMismatch,
  PricesHidden,
  PricesNotReady,
  ProductUnknown,
} from '../prices/prices.problems';
import { CartClaimsService } from './cart-claims.service';
import { CartDeletions } from './cart-deletions.service';
import { CartList } from './cart-list.queries';
import {
  AddLineBody,
  CartLineParam,
  ChangeLineBody,
  ClaimCartBody,
  CreateCartBody,
  DeleteCartsBody,
  FillCartBody,
  ListCartsQuery,
} from './carts.bodies';
import {
  CartAlreadyOrdered,
  CartIsFull,
  CartLineNotFound,
  CartNotFound,
  QuantityTooLarge,
  VisitorTokenNotValid,
} from './carts.problems';
import { CartsService } from './carts.service';
import { CartOutcomesView, CartsPageView, CartView } from './carts.views';

const SHOPPERS_OWN = 'What shoppers put in their own carts is recorded when they order it.';

@ApiTags('carts')
@Controller('carts')
export class CartsController {
  constructor(
    private readonly carts: CartsService,
    private readonly claims: CartClaimsService,
    private readonly all: CartList,
    private readonly deletions: CartDeletions,
  ) {}

  /** Lists carts, the last used first. */
  @Get()
  @Allow({ employee: 'carts:read' })
  @Concerns('listed')
  list(@Caller() caller: Principal, @Query() query: ListCartsQuery): Promise<CartsPageView> {
    return this.all.page(caller, query);
  }

  /** Creates an empty cart: of the visitor, or of the customer that the contact or guest acts for. */
  @Post()
  @Unrecorded(SHOPPERS_OWN)
  @Allow({ contact: 'cart:use', visitor: true })
  @Problems([AccessRevoked, CheckoutOver, PricesHidden, PricesNotReady])
  create(@Once() once: Once, @Caller() caller: Principal, @Body() body: CreateCartBody): Promise<CartView> {
    return this.carts.create(once, caller, body);
  }

  /** Reads a cart at today's prices. */
  @Get(':id')
  @Allow({ employee: 'carts:read', contact: 'cart:use', visitor: true })
  @Concerns(aCart())
  @Problems([CartNotFound, PricesHidden, PricesNotReady])
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<CartView> {
    return this.carts.get(caller, id);
  }

  /** Changes the own fields of a cart, as its form asks. Fields that are not mentioned stay. */
  @Patch(':id')
  @Allow({ contact: 'cart:use', visitor: true })
  @Problems([CartNotFound, CartAlreadyOrdered, PricesHidden, PricesNotReady])
  fill(@Caller() caller: Principal, @Param() { id }: IdParam, @Body() body: FillCartBody): Promise<CartView> {
    return this.carts.fill(caller, id, body);
  }

  /** Deletes a cart that was not ordered. */
  @Delete(':id')
  @HttpCode(204)
  @Allow({ employee: 'carts:write', contact: 'cart:use', visitor: true })
  @Concerns(aCart())
  @Problems([CartNotFound, CartAlreadyOrdered])
  delete(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<void> {
    return this.deletions.delete(caller, id);
  }

  /** Deletes many carts, and tells what became of each. Those that were ordered stay. */
  @Post('bulk-delete')
  @HttpCode(200)
  @Allow({ employee: 'carts:write' })
  @Concerns('listed')
  deleteMany(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: DeleteCartsBody,
  ): Promise<CartOutcomesView> {
    return this.deletions.deleteMany(once, caller, body);
  }

  /** Adds a product; its quantity adds to a line that is already there. */
  @Post(':id/lines')
  @Unrecorded(SHOPPERS_OWN)
  @Allow({ contact: 'cart:use', visitor: true })
  @Problems([
    CartNotFound,
    CartAlreadyOrdered,
    CartIsFull,
    ProductUnknown,
    CurrencyMismatch,
    QuantityTooLarge,
    AmountTooLarge,
    PricesHidden,
    PricesNotReady,
  ])
  addLine(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Body() body: AddLineBody,
  ): Promise<CartView> {
    return this.carts.addLine(once, caller, id, body);
  }

  /** Changes the quantity of a line. */
  @Patch(':id/lines/:lineId')
  @Unrecorded(SHOPPERS_OWN)
  @Allow({ contact: 'cart:use', visitor: true })
  @Problems([
    CartNotFound,
    CartLineNotFound,
    CartAlreadyOrdered,
    AmountTooLarge,
    PricesHidden,
    PricesNotReady,
  ])
  changeLine(
    @Caller() caller: Principal,
    @Param() { id, lineId }: CartLineParam,
    @Body() body: ChangeLineBody,
  ): Promise<CartView> {
    return this.carts.changeLine(caller, id, lineId, body);
  }

  /** Removes a line. */
  @Delete(':id/lines/:lineId')
  @Unrecorded(SHOPPERS_OWN)
  @Allow({ contact: 'cart:use', visitor: true })
  @Problems([CartNotFound, CartLineNotFound, CartAlreadyOrdered, PricesHidden, PricesNotReady])
  removeLine(@Caller() caller: Principal, @Param() { id, lineId }: CartLineParam): Promise<CartView> {
    return this.carts.removeLine(caller, id, lineId);
  }

  /** Takes over the cart that was filled before logging in, or checking out as a guest. It shows the customer's prices from then on. */
  @Post(':id/claim')
  @Unrecorded(SHOPPERS_OWN)
  @HttpCode(200)
  @Allow({ contact: 'cart:use', guest: true })
  @Problems([
    CheckoutOver,
    CartNotFound,
    CartAlreadyOrdered,
    CartIsFull,
    VisitorTokenNotValid,
    CurrencyMismatch,
    QuantityTooLarge,
    AmountTooLarge,
    PricesHidden,
    PricesNotReady,
  ])
  claim(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Body() body: ClaimCartBody,
  ): Promise<CartView> {
    return this.claims.claim(once, caller, id, body);
  }
}

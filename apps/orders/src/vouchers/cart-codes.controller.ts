import { Unrecorded } from '@clientele/audit';
import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, Once, Problems } from '@clientele/http';
import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CartAlreadyOrdered, CartNotFound } from '../carts/carts.problems';
import { CartView } from '../carts/carts.views';
import { PricesHidden, PricesNotReady } from '../prices/prices.problems';
import { AddVoucherBody, CartVoucherParam } from './cart-codes.bodies';
import { CartCodesService } from './cart-codes.service';
import { VoucherNotApplicable, VoucherNotFound, VoucherUnknown } from './vouchers.problems';

const SHOPPERS_OWN = 'What shoppers put in their own carts is recorded when they order it.';

@ApiTags('carts')
@Controller('carts/:id/vouchers')
export class CartCodesController {
  constructor(private readonly codes: CartCodesService) {}

  /** Puts a voucher into the cart by its code. If it cannot be used there, the answer tells why and the cart stays as it was. */
  @Post()
  @Unrecorded(SHOPPERS_OWN)
  @Allow({ contact: 'cart:use', visitor: true })
  @Problems([
    ...[CartNotFound, CartAlreadyOrdered, VoucherUnknown, VoucherNotApplicable],
    ...[PricesHidden, PricesNotReady],
  ])
  add(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Body() { code }: AddVoucherBody,
  ): Promise<CartView> {
    return this.codes.add(once, caller, id, code);
  }

  /** Takes a voucher out of the cart. One that came by itself does not come back to it, unless by its code. */
  @Delete(':voucherId')
  @Unrecorded(SHOPPERS_OWN)
  @Allow({ contact: 'cart:use', visitor: true })
  @Problems([CartNotFound, CartAlreadyOrdered, VoucherNotFound, PricesHidden, PricesNotReady])
  remove(@Caller() caller: Principal, @Param() { id, voucherId }: CartVoucherParam): Promise<CartView> {
    return this.codes.remove(caller, id, voucherId);
  }
}

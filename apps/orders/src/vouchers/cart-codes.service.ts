import { Clock } from '@clientele/config';
import type { Principal } from '@clientele/contracts';
import { Database } from '@clientele/database';
import type { Once } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { requireOpen } from '../carts/cart-access.domain';
import { lockCart } from '../carts/carts.queries';
import { CartsService } from '../carts/carts.service';
import type { CartView } from '../carts/carts.views';
import { putCode, takeOut } from './cart-vouchers.queries';
import { readCode } from './voucher-code.domain';
import { VoucherNotApplicable, VoucherNotFound, VoucherUnknown } from './vouchers.problems';

/** Vouchers that shoppers put into their carts, and take out of them. */
@Injectable()
export class CartCodesService {
  constructor(
    private readonly db: Database,
    private readonly carts: CartsService,
    private readonly clock: Clock,
  ) {}

  /** The cart as it was, unless the voucher applies. */
  add(once: Once, caller: Principal, cartId: string, code: string): Promise<CartView> {
    return once(async (tx) => {
      const { customerId } = requireOpen(await lockCart(tx, caller, cartId, this.clock.now()));
      const put = await putCode.first(tx, [cartId, caller.shopId, readCode(code), customerId]);
      if (!put) throw new VoucherUnknown({ errors: [UNKNOWN] });
      const cart = await this.carts.change(tx, caller, cartId, (current) => current);
      if (!cart.vouchers.some(({ id }) => id === put.voucherId)) throw notApplicable(cart, put.voucherId);
      return cart;
    });
  }

  /** One that came by itself does not come back. */
  remove(caller: Principal, cartId: string, voucherId: string): Promise<CartView> {
    return this.db.transaction(async (tx) => {
      requireOpen(await lockCart(tx, caller, cartId, this.clock.now()));
      if (!(await takeOut.first(tx, [cartId, voucherId]))) throw new VoucherNotFound();
      return this.carts.change(tx, caller, cartId, (current) => current);
    });
  }
}

const UNKNOWN = { pointer: '/code', code: 'voucher-unknown', message: 'There is no voucher with this code.' };

const notApplicable = ({ voucherChanges }: CartView, id: string): VoucherNotApplicable =>
  new VoucherNotApplicable({ reason: voucherChanges.find(({ voucherId }) => voucherId === id)?.reason });

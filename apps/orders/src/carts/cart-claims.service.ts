import { TokenExpired, TokenNotValid, TokenVerifier } from '@clientele/auth';
import { Clock } from '@clientele/config';
import { type Principal, shopAt, type VisitorPrincipal } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import type { Once } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { customerOf, requireOpen } from './cart-access.domain';
import { requireCheckout } from '../checkouts/checkouts.queries';
import { requirePrices } from '../prices/price-access.domain';
import { moveCartVouchers } from '../vouchers/cart-vouchers.queries';
import { deleteCart, handOver, mergeLines } from './cart-changes.queries';
import { priceCart } from './cart-price.domain';
import { CartWriter } from './cart-writer.service';
import { requireMergeable } from './cart.domain';
import type { ClaimCartBody } from './carts.bodies';
import { VisitorTokenNotValid } from './carts.problems';
import { type CartRow, lockCart } from './carts.queries';
import { CartsService } from './carts.service';
import type { CartView } from './carts.views';

/** Carts that were filled before logging in. */
@Injectable()
export class CartClaimsService {
  constructor(
    private readonly carts: CartsService,
    private readonly writer: CartWriter,
    private readonly tokens: TokenVerifier,
    private readonly clock: Clock,
  ) {}

  /** The visitor's cart becomes the customer's, or its lines go into a cart that the customer has. */
  async claim(once: Once, caller: Principal, id: string, body: ClaimCartBody): Promise<CartView> {
    const visitor = await this.visitorOf(body.visitorToken, caller);
    return once(async (tx) => {
      await requireCheckout(tx, caller);
      const now = this.clock.now();
      const cart = requireOpen(await lockCart(tx, visitor, id, now));
      if (body.intoCartId !== undefined) return this.merge(tx, caller, visitor, cart, body.intoCartId, now);

      const contactId = caller.kind === 'contact' ? caller.id : null;
      await handOver.rows(tx, [id, customerOf(caller), contactId]);
      return this.carts.change(tx, caller, id, (claimed) => claimed);
    });
  }

  private async merge(
    tx: Tx,
    caller: Principal,
    visitor: VisitorPrincipal,
    from: CartRow,
    intoId: string,
    now: Date,
  ): Promise<CartView> {
    const into = requireOpen(await lockCart(tx, caller, intoId, now));
    requireMergeable(from, into);
    const emptied = priceCart({ ...from, lines: [] }, requirePrices(caller, into.group));

    await mergeLines.rows(tx, [from.id, into.id, from.currency]);
    if (from.mayHaveVouchers) await moveCartVouchers.rows(tx, [from.id, into.id]);
    await this.writer.save(tx, visitor, { ...from, lines: [] }, emptied, { now });
    await deleteCart.rows(tx, [from.id]);
    return this.carts.change(tx, caller, into.id, (merged) => merged);
  }

  private async visitorOf(token: string, caller: Principal): Promise<VisitorPrincipal> {
    const principal = await Promise.resolve(token)
      .then((text) => this.tokens.verify(text))
      .catch((error: unknown) => {
        const refused = error instanceof TokenExpired || error instanceof TokenNotValid;
        throw refused ? notValid(error.title) : error;
      });
    if (principal.kind !== 'visitor' || principal.guest || principal.shopId !== caller.shopId)
      throw notValid('This is no token of a visitor.');
    if (shopAt(principal) !== shopAt(caller)) throw notValid('The visitor was at another shop.');
    return principal;
  }
}

const notValid = (message: string) =>
  new VisitorTokenNotValid({ errors: [{ pointer: '/visitorToken', code: 'not-valid', message }] });

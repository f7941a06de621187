import { Audit, type Deed } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { actorOf, type Principal, shopAt } from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import type { Once } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { limitedTo } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { customerOf, requireOpen } from './cart-access.domain';
import { outcomeOf } from './cart-deletion.domain';
import { type CartProduct, deleteCarts, lockCarts } from './cart-deletions.queries';
import { deletionOf } from './cart-events';
import type { DeleteCartsBody } from './carts.bodies';
import type { CartOutcomesView } from './carts.views';
import type { CartInShort } from './quiet-carts.queries';

/** Deletes carts that nobody is to order any more. */
@Injectable()
export class CartDeletions {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  delete(caller: Principal, id: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      const cart = requireOpen((await lock(tx, caller, [id])).get(id));
      await this.remove(tx, caller, 'carts.delete', [cart]);
    });
  }

  deleteMany(once: Once, caller: Principal, { ids }: DeleteCartsBody): Promise<CartOutcomesView> {
    return once(async (tx) => {
      const carts = await lock(tx, caller, ids);
      const open = [...carts.values()].filter((cart) => outcomeOf(cart) === 'deleted');
      if (open.length > 0) await this.remove(tx, caller, 'carts.deleteMany', open);
      return { items: ids.map((id) => ({ id, outcome: outcomeOf(carts.get(id)) })) };
    });
  }

  private async remove(
    tx: Tx,
    caller: Principal,
    operation: string,
    carts: readonly CartInShort[],
  ): Promise<void> {
    const [now, actor] = [this.clock.now(), actorOf(caller)];
    const removed = await deleteCarts.rows(tx, [carts.map(({ id }) => id)]);
    const products = new Map(removed.map((row) => [row.id, row.products]));

    await this.outbox.add(tx, ...carts.map((cart) => deletionOf(cart, actor, now)));
    const deeds = carts.map((cart) => deedOf(operation, cart, products.get(cart.id) ?? []));
    await this.audit.add(tx, caller, ...deeds);
  }
}

async function lock(
  tx: Tx,
  caller: Principal,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CartInShort>> {
  const carts = await lockCarts.rows(tx, [
    ...[caller.shopId, ids, customerOf(caller), caller.kind === 'visitor' ? caller.id : null],
    ...[caller.kind === 'employee' || caller.kind === 'client', limitedTo(caller) ?? null, shopAt(caller)],
  ]);
  return new Map(carts.map((cart) => [cart.id, cart]));
}

const deedOf = (operation: string, cart: CartInShort, products: readonly CartProduct[]): Deed => ({
  ...{ operation, resource: { type: 'carts', id: cart.id }, customerId: cart.customerId ?? undefined },
  before: {
    ...{ state: cart.state, visitorId: cart.visitorId, contactId: cart.contactId, currency: cart.currency },
    ...{ total: cart.total, products },
  },
});

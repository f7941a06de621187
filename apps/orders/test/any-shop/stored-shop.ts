import { Database } from '@clientele/database';
import { newId } from '@clientele/contracts';
import { lock } from '../../src/carts/carts.queries';
import { discountOf, type GroupPricing, type ProductToPrice } from '../../src/prices/price.domain';
import { pricing } from '../../src/prices/prices.queries';
import type { AnyMembership, AnyShop } from './any-shop';
import { type Asker, defaultAmong, type Expected } from './expected';

const NOON = Date.UTC(2026, 5, 1, 12);
const CUSTOMERS = 2;

/** An instant, some minutes from a certain one. */
const instant = (minutes: number): string => new Date(NOON + minutes * 60_000).toISOString();

/** A shop as the service keeps it. */
export class StoredShop {
  private readonly shopId = newId();
  private readonly customerId = newId();
  private readonly cartId = newId();
  private readonly at = newId();
  private readonly groupIds: readonly string[];

  constructor(
    private readonly db: Database,
    private readonly shop: AnyShop,
  ) {
    // Sorted, as groups in equal positions stand in the order of their ids.
    this.groupIds = shop.groups.map(() => newId()).toSorted();
  }

  async store(): Promise<this> {
    const { shopId, customerId, cartId } = this;
    const { policy, groups, categories, memberships } = this.shop;
    const at = { created_at: instant(0), updated_at: instant(0), version: 1 };
    await this.put(
      'known_groups',
      groups.map(({ role, percent, position, discounts, replacedBy, counts }, i) => ({
        ...{ shop_id: shopId, id: this.groupIds[i], version: 1, price_display: 'tax-included' },
        ...{ role, position, discount_percent: percent, show_prices: true },
        ...{ shop_ids: counts === 'everywhere' ? null : [counts === 'here' ? this.at : newId()] },
        ...{ category_discounts: byCategory(discounts) },
        subtree_discounts: byCategory(discounts.filter(({ below }) => below)),
        ...(replacedBy !== null && { deleted_at: instant(-9), replaced_by: this.groupIds[replacedBy] }),
      })),
    );
    // As it is kept where none holds below.
    await this.db.manager.query(
      `UPDATE known_groups SET subtree_discounts = NULL WHERE shop_id = $1 AND subtree_discounts = '{}'`,
      [shopId],
    );
    if (policy) await this.put('price_policies', [{ shop_id: shopId, policy, version: 1 }]);
    for (const [i, parent] of categories.entries())
      await this.put('categories', [
        { ...at, shop_id: shopId, id: `c${i}`, name: 'c', parent_id: parent === null ? null : `c${parent}` },
      ]);
    await this.put(
      'products',
      categories.map((_, i) => ({
        ...{ ...at, shop_id: shopId, id: `p${i}`, sku: 's', name: 'p', default_category_id: `c${i}` },
        ...{ price: 1, currency: 'EUR', tax_rate: 0, active: true },
      })),
    );
    await this.put('customer_pricing', [
      { customer_id: customerId, shop_id: shopId, version: 1, ...this.pricingOf(memberships) },
    ]);
    await this.db.manager.query(
      `INSERT INTO carts (id, shop_id, at_shop_id, customer_id, state, currency, lines, total_tax_excluded, total_tax_included, version, created_at, updated_at)
       VALUES ($1, $2, $4, $3, 'active', 'EUR', 0, 0, 0, 1, now(), now())`,
      [cartId, shopId, customerId, this.at],
    );
    await this.db.manager.query(
      `INSERT INTO cart_lines (id, cart_id, shop_id, product_id, quantity, unit_tax_excluded, unit_tax_included)
       SELECT gen_random_uuid(), $1, $2, id, 1, 1, 1 FROM products WHERE shop_id = $2`,
      [cartId, shopId],
    );
    return this;
  }

  /** What the service takes off the product of each category, asked for prices. */
  async prices(asker: Asker, now: number): Promise<readonly Expected[]> {
    const ids = this.shop.categories.map((_, i) => `p${i}`);
    const found = await pricing.first(this.db, [
      ...[this.shopId, this.nameOf(asker), instant(now), ids, asker === 'guest', this.at],
    ]);
    return found ? this.discounts(found.products, found) : [];
  }

  /** The same, for the products in the customer's cart. */
  async cart(now: number): Promise<readonly Expected[]> {
    const values = [this.shopId, this.cartId, this.customerId, null, false, instant(now), null, this.at];
    const found = await lock.first(this.db, values);
    return found?.group
      ? this.discounts(
          found.lines.map(({ product }) => product),
          found.group,
        )
      : [];
  }

  private discounts(
    products: readonly (ProductToPrice & { readonly id: string })[],
    group: GroupPricing,
  ): readonly Expected[] {
    return products
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map((product) => {
        const { groupId, percent } = discountOf(product, group);
        return { group: this.groupIds.indexOf(groupId), percent: Number(percent) };
      });
  }

  private nameOf(asker: Asker): string | null {
    if (asker === 'customer') return this.customerId;
    if (asker === 'stranger') return newId();
    return typeof asker === 'number' ? (this.groupIds[asker] ?? null) : null;
  }

  /** What is kept of a customer's memberships, told before any was over. */
  private pricingOf(memberships: readonly AnyMembership[]): object {
    const chosen = defaultAmong(memberships) ?? CUSTOMERS;
    const end = memberships.find(({ group }) => group === chosen)?.expires ?? null;
    const outlasting = memberships.filter(
      ({ group, expires }) => group !== chosen && (expires === null || (end !== null && expires > end)),
    );
    return {
      default_group_id: this.groupIds[chosen],
      default_expires_at: end === null ? null : instant(end),
      fallback_group_id: this.groupIds[defaultAmong(outlasting) ?? CUSTOMERS],
      groups: memberships.map(({ group, expires, chosen: at }) => ({
        groupId: this.groupIds[group],
        ...(expires !== null && { expiresAt: instant(expires) }),
        ...(at !== null && { defaultAt: instant(at) }),
      })),
    };
  }

  private async put(table: string, rows: readonly object[]): Promise<void> {
    const columns = Object.keys(Object.assign({}, ...rows)).join(', ');
    await this.db.manager.query(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1)`,
      [JSON.stringify(rows)],
    );
  }
}

const byCategory = (
  discounts: readonly { readonly category: number; readonly percent: number }[],
): Record<string, string> =>
  Object.fromEntries(discounts.map(({ category, percent }) => [`c${category}`, String(percent)]));

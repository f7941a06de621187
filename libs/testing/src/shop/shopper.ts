import { randomUUID } from 'node:crypto';
import type { Client } from './client';
import type { Shop } from './shop';

/** Money without and with tax. */
export interface MoneyPair {
  readonly taxExcluded: string;
  readonly taxIncluded: string;
}

/** What a product costs somebody. */
export interface PriceItem {
  readonly productId: string;
  readonly basePrice: string;
  readonly unitPrice: MoneyPair;
  readonly displayedPrice: string;
  readonly discount: {
    readonly percent: string;
    readonly origin: 'none' | 'group' | 'category';
    readonly groupId: string;
  };
}

/** An order as it was placed. */
export interface PlacedOrder {
  readonly id: string;
  readonly reference: string;
  readonly state: string;
  readonly totals: { readonly total: MoneyPair };
}

/** The groups of a customer. */
export interface Memberships {
  readonly defaultGroupId: string;
  readonly items: readonly {
    readonly groupId: string;
    readonly isDefault: boolean;
    readonly source: string;
    readonly expiresAt: string | null;
    readonly cause: { readonly orderId: string; readonly productId: string; readonly ruleId: string } | null;
  }[];
}

/** A registered customer who shops. */
export class Shopper {
  constructor(
    private readonly shop: Shop,
    readonly client: Client,
    readonly who: {
      readonly email: string;
      readonly password: string;
      readonly customerId: string;
      readonly customerNumber: string;
      readonly contactId: string;
    },
  ) {}

  /** What one product costs now. */
  async price(productId: string): Promise<PriceItem> {
    const { items } = await this.client.post<{ items: PriceItem[] }>('/v1/prices', {
      items: [{ productId }],
    });
    const [item] = items;
    if (!item) throw new Error(`No price of ${productId}.`);
    return item;
  }

  /** A new cart with these products; returns its id. */
  async cartWith(
    ...products: readonly { readonly productId: string; readonly quantity: number }[]
  ): Promise<string> {
    const { id } = await this.client.post<{ id: string }>('/v1/carts', {});
    for (const line of products) await this.client.post(`/v1/carts/${id}/lines`, line);
    return id;
  }

  /** Turns a cart into an order. */
  order(cartId: string, key: string = randomUUID()): Promise<PlacedOrder> {
    return this.client.with({ 'idempotency-key': key }).post<PlacedOrder>('/v1/orders', { cartId });
  }

  /** Cart, order and payment of products in one go. */
  async buy(
    ...products: readonly { readonly productId: string; readonly quantity: number }[]
  ): Promise<PlacedOrder> {
    const order = await this.order(await this.cartWith(...products));
    await this.shop.pay(order.id, order.totals.total.taxIncluded, randomUUID());
    return order;
  }

  /** The groups this customer is in. */
  memberships(): Promise<Memberships> {
    return this.client.get<Memberships>(`/v1/memberships/${this.who.customerId}`);
  }
}

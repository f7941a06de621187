import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { pricing } from '../../apps/orders/src/prices/prices.queries';

interface PricesRequest {
  readonly Headers: { readonly 'x-customer': string };
  readonly Body: { readonly items: readonly { readonly productId: string; readonly quantity: number }[] };
}

interface PricingRow {
  readonly id: string;
  readonly discountPercent: string;
  readonly products: readonly BareProduct[];
}

/** What a price is made of. */
export interface BareProduct {
  readonly id: string;
  readonly price: string;
  readonly taxRate: string;
  readonly categoryDiscount: string | null;
}

/** Prices of several products. */
export function addPriceRoute(fastify: FastifyInstance, pool: Pool): void {
  fastify.post<PricesRequest>('/v1/prices', async ({ headers, body }) => {
    const values = [
      ...[DEFAULT_SHOP_ID, headers['x-customer'], new Date()],
      body.items.map(({ productId }) => productId),
      false,
      DEFAULT_SHOP_ID,
    ];
    const { rows } = await pool.query<PricingRow>({ name: pricing.name, text: pricing.sql, values });
    const [found] = rows;
    const products = new Map(found?.products.map((product) => [product.id, product]));
    return {
      items: body.items.map(({ productId, quantity }) => {
        const product = products.get(productId);
        if (!product || !found) return { productId, quantity };
        const [taxExcluded, taxIncluded] = unitPrice(product, found.discountPercent);
        return {
          ...{ productId, quantity, basePrice: product.price, taxRate: product.taxRate },
          unitPrice: { taxExcluded: taxExcluded.toFixed(6), taxIncluded: taxIncluded.toFixed(6) },
          displayedPrice: taxIncluded.toFixed(2),
          total: total(taxExcluded, taxIncluded, quantity),
          discount: { percent: found.discountPercent, origin: 'group', groupId: found.id, categoryId: null },
        };
      }),
    };
  });
}

/** Without and with tax, in floating point: the least that can be done. */
export function unitPrice(
  { price, taxRate, categoryDiscount }: BareProduct,
  percent: string,
): [number, number] {
  const taxExcluded = (Number(price) * (100 - Number(categoryDiscount ?? percent))) / 100;
  return [taxExcluded, (taxExcluded * (100 + Number(taxRate))) / 100];
}

/** Money without and with tax. */
export const total = (taxExcluded: number, taxIncluded: number, quantity: number) => ({
  taxExcluded: (taxExcluded * quantity).toFixed(2),
  taxIncluded: (taxIncluded * quantity).toFixed(2),
});

import { v7 as uuidv7 } from 'uuid';
import { type BareProduct, total, unitPrice } from './prices';

/** A cart as the statement that locks it gives it. */
export interface BareCart {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly group: { readonly id: string; readonly discountPercent: string };
  readonly product: CartProduct | null;
  readonly lines: readonly {
    readonly id: string;
    readonly quantity: number;
    readonly product: CartProduct;
  }[];
}

interface CartProduct extends BareProduct {
  readonly sku: string;
  readonly name: string;
  readonly categoryIds?: readonly string[];
}

/** A line with its price. */
export interface BareLine {
  readonly id: string;
  readonly productId: string;
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  readonly taxRate: string;
  readonly unitPrice: { readonly taxExcluded: string; readonly taxIncluded: string };
  readonly total: { readonly taxExcluded: string; readonly taxIncluded: string };
}

/** The priced lines of a cart with more of a product, and the line that is new or changed. */
export function addedTo(
  { group, product, lines }: BareCart,
  quantity: number,
): { lines: BareLine[]; changed: BareLine } {
  if (!product) throw new Error('There is no such product.');
  const present = lines.find((line) => line.product.id === product.id);
  const id = present?.id ?? uuidv7();
  const others = lines.filter((line) => line.id !== id).map((line) => priced(line, group.discountPercent));
  const changed = priced(
    { id, product, quantity: quantity + (present?.quantity ?? 0) },
    group.discountPercent,
  );
  return { lines: [...others, changed], changed };
}

/** What the statement that inserts an order takes as its lines. */
export const orderLines = ({ group, lines }: BareCart) =>
  lines.map((line) => {
    const { unitPrice: unit, total: sum, ...rest } = priced(line, group.discountPercent);
    return {
      ...rest,
      total: sum,
      categoryIds: [...(line.product.categoryIds ?? [])],
      basePrice: line.product.price,
      ...{ unitTaxExcluded: unit.taxExcluded, unitTaxIncluded: unit.taxIncluded },
      ...{ totalTaxExcluded: sum.taxExcluded, totalTaxIncluded: sum.taxIncluded },
      ...{ discountPercent: group.discountPercent, discountOrigin: 'group', discountGroupId: group.id },
      discountCategoryId: null,
    };
  });

/** The sum of lines. */
export const totalsOf = (lines: readonly Pick<BareLine, 'total'>[]): BareLine['total'] =>
  lines.reduce(
    (sum, line) => ({
      taxExcluded: (Number(sum.taxExcluded) + Number(line.total.taxExcluded)).toFixed(2),
      taxIncluded: (Number(sum.taxIncluded) + Number(line.total.taxIncluded)).toFixed(2),
    }),
    { taxExcluded: '0', taxIncluded: '0' },
  );

function priced(
  { id, product, quantity }: Pick<BareCart['lines'][number], 'id' | 'product' | 'quantity'>,
  percent: string,
): BareLine {
  const [taxExcluded, taxIncluded] = unitPrice(product, percent);
  return {
    ...{
      id,
      productId: product.id,
      sku: product.sku,
      name: product.name,
      quantity,
      taxRate: product.taxRate,
    },
    unitPrice: { taxExcluded: taxExcluded.toFixed(6), taxIncluded: taxIncluded.toFixed(6) },
    total: total(taxExcluded, taxIncluded, quantity),
  };
}

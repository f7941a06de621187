import { Random } from './random';

/** A product, as the storefront would push it. */
export interface CatalogueProduct {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  /** The default category first. */
  readonly categoryIds: readonly string[];
  /** Without tax, up to six decimals. */
  readonly price: string;
  readonly taxRate: string;
}

/** The categories of the generated catalogue. */
export const CATEGORY_IDS = ['tea', 'coffee', 'cups', 'books', 'sweets', 'gifts', 'garden', 'kitchen'];

const KINDS = ['Oolong', 'Grüner Tee', 'Café', 'Чай', '抹茶', 'Infusión', 'Thé blanc', 'Świąteczna'];

/** So many products; the same ones in every run. */
export function products(count: number, seed = 7): CatalogueProduct[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, index) => ({
    id: `p${index}`,
    sku: `SKU-${String(index).padStart(6, '0')}`,
    name: `${random.pick(KINDS)} ${index}`,
    categoryIds: [...new Set([random.pick(CATEGORY_IDS), random.pick(CATEGORY_IDS)])],
    price: `${1 + random.below(200)}.${String(random.below(1_000)).padStart(3, '0')}`,
    taxRate: random.pick(['20', '10', '5.5']),
  }));
}

import { ApiProperty } from '@nestjs/swagger';

/** A product of the catalogue, as far as prices and reports need it. */
export class ProductView {
  /** Id of the storefront. */
  id: string;
  sku: string;
  name: string;
  /** Category whose discount applies. */
  defaultCategoryId: string | null;
  /** All categories, the default one among them. */
  categoryIds: string[];
  /** Tax excluded, up to six decimals. */
  price: string;
  /** ISO 4217. */
  currency: string;
  /** Per cent. */
  taxRate: string;
  /** Only active products are priced and sold. */
  active: boolean;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
  /** Counts the changes; also the ETag. */
  version: number;
}

export class ProductsPageView {
  items: ProductView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

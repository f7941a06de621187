import { ApiProperty } from '@nestjs/swagger';

/** A product that a customer bought. */
export class BoughtProductView {
  productId: string;
  /** Null: the catalogue does not know the product. */
  sku: string | null;
  name: string | null;
  /** In how many orders. */
  @ApiProperty({ type: 'integer' })
  orders: number;
  @ApiProperty({ type: 'integer' })
  quantity: number;
}

export class BoughtProductsPageView {
  items: BoughtProductView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many there are, if asked for by `count=true`. */
  total?: number;
}

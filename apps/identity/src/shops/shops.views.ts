import { ApiProperty } from '@nestjs/swagger';

/** A shop. */
export class ShopView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  name: string;
  /** The shop whose customers it shares; null: it has customers of its own. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  mainShopId: string | null;
  /** IANA name. */
  timeZone: string;
  /** ISO 4217. */
  currency: string;
  /** Where the storefront is; null: where the suite is reached. */
  storefrontUrl: string | null;
  /** Counts the changes of the shop and its settings; also the ETag. */
  version: number;
}

export class ShopsPageView {
  items: ShopView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

import { IsISO4217CurrencyCode, IsOptional, IsString, IsTimeZone, IsUUID } from 'class-validator';
import { defineEvent } from '../event';

/** A shop as it is now. */
export class ShopChanged {
  @IsString() name: string;
  /** IANA name: where days and months of the shop are counted. */
  @IsTimeZone() timeZone: string;
  /** ISO 4217. */
  @IsISO4217CurrencyCode() currency: string;
  /** The shop whose customers it shares; null: it has its own. Absent where nobody knew of that yet. */
  @IsOptional() @IsUUID() mainShopId?: string | null;
}

/** A shop was made, its calendar changed, or it is told again. Aggregate: the shop; its version counts changes of its settings. */
export const shopChanged = defineEvent('identity.shop.changed.v1', ShopChanged, {
  name: 'Tea & Co.',
  timeZone: 'Europe/Paris',
  currency: 'EUR',
  mainShopId: null,
});

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

/** Customers who registered at a shop that shares them with its main shop. */
export class ShopCustomersRegistered {
  @IsUUID() registeredShopId: string;
  @IsUUID('all', { each: true }) customerIds: string[];
}

/**
 * Customers came into being at a shop that shares them: for whoever keeps who registered where. Those of main shops are not told,
 * and where somebody registered does not change. Aggregate: the shop.
 */
export const shopCustomersRegistered = defineEvent(
  'identity.shop.customers-registered.v1',
  ShopCustomersRegistered,
  {
    registeredShopId: '0198c0de-0000-7000-8000-000000000051',
    customerIds: ['0198c0de-0000-7000-8000-000000000001'],
  },
);

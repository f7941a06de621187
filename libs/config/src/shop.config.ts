import { IsISO4217CurrencyCode, IsTimeZone } from 'class-validator';
import { ServiceConfig } from './service.config';
import { Setting } from './setting';

/** What services read that reckon by the shop: one setting of an installation, however many of them do. */
export class ShopConfig extends ServiceConfig {
  @Setting(
    'SHOP_TIME_ZONE',
    'Where the shop is (IANA) until its settings say otherwise: days and months are counted there',
  )
  @IsTimeZone()
  readonly shopTimeZone: string = 'Europe/Paris';

  @Setting('SHOP_CURRENCY', 'Of the shop (ISO 4217): what is spent in another one has no sum with the rest')
  @IsISO4217CurrencyCode()
  readonly shopCurrency: string = 'EUR';
}

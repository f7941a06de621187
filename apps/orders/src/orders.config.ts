import { asNumber, Setting, ShopConfig } from '@clientele/config';
import { IsInt, Max, Min } from 'class-validator';

/** Settings of the service orders. */
export class OrdersConfig extends ShopConfig {
  @Setting('CARTS_ABANDONED_HOURS', 'After how many hours a cart with something in it is abandoned', asNumber)
  @IsInt()
  @Min(1)
  @Max(8_760)
  readonly cartsAbandonedHours: number = 24;

  @Setting('CARTS_LOST_DAYS', 'After how many further days an abandoned cart is lost', asNumber)
  @IsInt()
  @Min(1)
  @Max(3_650)
  readonly cartsLostDays: number = 30;

  @Setting(
    'CARTS_PURGED_DAYS',
    'After how many further days a lost cart, or one that is as old and empty, is deleted',
    asNumber,
  )
  @IsInt()
  @Min(1)
  @Max(3_650)
  readonly cartsPurgedDays: number = 335;
}

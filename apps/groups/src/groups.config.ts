import { ServiceConfig, Setting } from '@clientele/config';
import { IsInt, IsISO4217CurrencyCode, IsString, IsTimeZone, Matches, Max, Min } from 'class-validator';

/** Settings of the service groups. */
export class GroupsConfig extends ServiceConfig {
  @Setting(
    'GROUPS_EXPIRY_CRON',
    'When memberships that are over are ended, as a cron expression (five or six fields)',
  )
  @IsString()
  @Matches(/^(\S+\s+){4,5}\S+$/)
  readonly expiryCron: string = '* * * * *';

  @Setting(
    'GROUPS_EXPIRY_REMINDER_DAYS',
    'How many days before the end of a membership an event tells it, where its rule says nothing else; 0: none does',
  )
  @IsInt()
  @Min(0)
  @Max(365)
  readonly expiryReminderDays: number = 7;

  @Setting(
    'SHOP_TIME_ZONE',
    'Where the shop is (IANA) until its settings say otherwise: days and months are counted there',
  )
  @IsTimeZone()
  readonly shopTimeZone: string = 'Europe/Paris';

  @Setting('SHOP_CURRENCY', 'Of the shop (ISO 4217): what is spent in another one has no sum with the rest')
  @IsISO4217CurrencyCode()
  readonly shopCurrency: string = 'EUR';

  @Setting(
    'SEGMENTS_RECONCILE_CRON',
    'When all customers are looked at again for all segments, as a cron expression, in the time of the shop',
  )
  @IsString()
  @Matches(/^(\S+\s+){4,5}\S+$/)
  readonly segmentsReconcileCron: string = '30 2 * * *';
}

import { ServiceConfig, Setting } from '@clientele/config';
import { IsString, IsTimeZone, Matches } from 'class-validator';

/** Settings of the service groups. */
export class GroupsConfig extends ServiceConfig {
  @Setting(
    'GROUPS_EXPIRY_CRON',
    'When memberships that are over are ended, as a cron expression (five or six fields)',
  )
  @IsString()
  @Matches(/^(\S+\s+){4,5}\S+$/)
  readonly expiryCron: string = '* * * * *';

  @Setting('SHOP_TIME_ZONE', 'Where the shop is (IANA): days and months of memberships are counted there')
  @IsTimeZone()
  readonly shopTimeZone: string = 'Europe/Paris';
}

import { Setting, ShopConfig } from '@clientele/config';
import { IsInt, IsString, Matches, Max, Min } from 'class-validator';

/** Settings of the service groups. */
export class GroupsConfig extends ShopConfig {
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
    'SEGMENTS_RECONCILE_CRON',
    'When all customers are looked at again for the segments of a shop, as a cron expression, by its own clock',
  )
  @IsString()
  @Matches(/^(\S+\s+){4,5}\S+$/)
  readonly segmentsReconcileCron: string = '30 2 * * *';
}

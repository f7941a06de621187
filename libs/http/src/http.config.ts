import { loadSettings, Setting, asNumber } from '@clientele/config';
import { IsInt, Min } from 'class-validator';

/** How requests are limited. */
export class HttpConfig {
  @Setting(
    'RATE_LIMIT_PER_MINUTE',
    'Requests a minute of one caller, or of one address without a valid token',
    asNumber,
  )
  @IsInt()
  @Min(1)
  readonly rateLimitPerMinute: number = 3_000;

  @Setting(
    'STRICT_RATE_LIMIT_PERCENT',
    'Scales the strict limits of log-in, registration and contact form',
    asNumber,
  )
  @IsInt()
  @Min(1)
  readonly strictRateLimitPercent: number = 100;

  static readonly load = (): HttpConfig => loadSettings(HttpConfig);
}

import { asBoolean, asNumber, ProcessConfig, Setting } from '@clientele/config';
import { IsBoolean, IsInt, IsUrl, Max, Min } from 'class-validator';

/** Settings of the gateway. */
export class GatewayConfig extends ProcessConfig {
  @Setting('GROUPS_URL', 'Where the service groups listens')
  @IsUrl({ require_tld: false })
  readonly groupsUrl: string = 'http://127.0.0.1:3002';

  @Setting('ORDERS_URL', 'Where the service orders listens')
  @IsUrl({ require_tld: false })
  readonly ordersUrl: string = 'http://127.0.0.1:3003';

  @Setting('SUPPORT_URL', 'Where the service support listens')
  @IsUrl({ require_tld: false })
  readonly supportUrl: string = 'http://127.0.0.1:3004';

  @Setting(
    'UPSTREAM_TIMEOUT_MS',
    'How long a service may take to begin its answer, and pause within it',
    asNumber,
  )
  @IsInt()
  @Min(10)
  @Max(600_000)
  readonly upstreamTimeoutMs: number = 30_000;

  @Setting('CONSOLE', 'Serves the API console at /', asBoolean)
  @IsBoolean()
  readonly console: boolean = true;
}

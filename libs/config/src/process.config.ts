import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUrl, Max, Min } from 'class-validator';
import { asBoolean, asNumber, Setting } from './setting';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** What every process reads. */
export class ProcessConfig {
  @Setting('PORT', 'Port to listen on', asNumber)
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly port: number = 3000;

  @Setting('HOST', 'Address to listen on')
  @IsString()
  readonly host: string = '0.0.0.0';

  @Setting('LOG_LEVEL', `One of ${LEVELS.join(', ')}`)
  @IsIn(LEVELS)
  readonly logLevel: (typeof LEVELS)[number] = 'info';

  @Setting('OTEL_EXPORTER_OTLP_ENDPOINT', 'Where traces go (OTLP over HTTP); none are made without it')
  @IsOptional()
  @IsUrl({ require_tld: false })
  readonly otlpEndpoint?: string;

  @Setting('TEST_CLOCK', 'Lets tests move the time; never in production', asBoolean)
  @IsBoolean()
  readonly testClock: boolean = false;

  @Setting('NATS_URL', 'NATS server with JetStream')
  @IsUrl({ protocols: ['nats', 'tls'], require_tld: false, require_protocol: true })
  readonly natsUrl: string;

  @Setting('IDENTITY_URL', 'Where the service identity listens; its keys verify access tokens')
  @IsUrl({ require_tld: false })
  readonly identityUrl: string = 'http://127.0.0.1:3001';

  @Setting('TRUSTED_PROXIES', 'Comma-separated addresses or networks whose X-Forwarded-For is believed')
  @IsString()
  readonly trustedProxies: string = '127.0.0.1,::1';
}

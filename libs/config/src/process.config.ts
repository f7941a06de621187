import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Max,
  Min,
  ValidateBy,
  type ValidationArguments,
} from 'class-validator';
import { asBoolean, asList, asNumber, Setting } from './setting';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

// Anybody could end memberships, vouchers and sessions by moving the time.
function IsOffInProduction(): PropertyDecorator {
  return ValidateBy({
    name: 'isOffInProduction',
    validator: {
      validate: (on: unknown, { object }: ValidationArguments) =>
        on !== true || (object as ProcessConfig).nodeEnv !== 'production',
      defaultMessage: () => 'lets anybody move the time, so it must be off where NODE_ENV is production',
    },
  });
}

const isOrigin = (text: unknown): boolean =>
  typeof text === 'string' && /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;

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
  @IsUrl({ protocols: ['http', 'https'], require_tld: false, require_protocol: true })
  readonly otlpEndpoint?: string;

  @Setting('NODE_ENV', '`production` refuses what is only for tests')
  @IsOptional()
  @IsString()
  readonly nodeEnv?: string;

  @Setting('TEST_CLOCK', 'Lets tests move the time; refused with `NODE_ENV=production`', asBoolean)
  @IsBoolean()
  @IsOffInProduction()
  readonly testClock: boolean = false;

  @Setting(
    'NATS_URL',
    'NATS with JetStream: one server or several, separated by commas; `nats://user:password@…` where it asks for them',
    asList,
  )
  @IsUrl({ protocols: ['nats', 'tls'], require_tld: false, require_protocol: true }, { each: true })
  readonly natsServers: readonly string[];

  @Setting('IDENTITY_URL', 'Where the service identity listens; its keys verify access tokens')
  @IsUrl({ protocols: ['http', 'https'], require_tld: false, require_protocol: true })
  readonly identityUrl: string = 'http://127.0.0.1:3001';

  @Setting('TRUSTED_PROXIES', 'Comma-separated addresses or networks whose X-Forwarded-For is believed')
  @IsString()
  readonly trustedProxies: string = '127.0.0.1,::1';

  @Setting(
    'CORS_ORIGINS',
    'Comma-separated origins, such as `https://shop.example.com`, whose pages may call from browsers',
    asList,
  )
  @ValidateBy(
    {
      name: 'isOrigin',
      validator: {
        validate: isOrigin,
        defaultMessage: () => 'must be origins: scheme, host and port, in lower case and without a path',
      },
    },
    { each: true },
  )
  readonly corsOrigins: readonly string[] = [];
}

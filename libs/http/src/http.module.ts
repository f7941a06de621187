import { AuthGuard, AuthModule } from '@clientele/auth';
import { ObservabilityModule } from '@clientele/observability';
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { CountedAuthGuard } from './counted-auth.guard';
import { HealthController } from './health.controller';
import { HttpConfig } from './http.config';
import { IdempotencyHousekeeping } from './idempotency-housekeeping';
import { Lifecycle } from './lifecycle';
import { ProblemFilter } from './problem.filter';
import { RateLimiter } from './rate-limiter';
import { RateLimitGuard } from './rate-limit.guard';
import { UnknownQueryGuard } from './unknown-query.guard';
import { BorderPipe } from './validation';

const BORDER: Provider[] = [
  Lifecycle,
  { provide: APP_PIPE, useClass: BorderPipe },
  { provide: APP_FILTER, useClass: ProblemFilter },
];

/** What every process does the same way at its HTTP border. Guards run in the order they stand here. */
@Module({})
export class HttpModule {
  /** For services: limits and idempotency keys are kept in the database. */
  static withDatabase(): DynamicModule {
    return {
      module: HttpModule,
      global: true,
      imports: [AuthModule, ObservabilityModule, ScheduleModule.forRoot()],
      controllers: [HealthController],
      providers: [
        ...BORDER,
        RateLimiter,
        IdempotencyHousekeeping,
        { provide: HttpConfig, useFactory: HttpConfig.load },
        { provide: APP_GUARD, useClass: CountedAuthGuard },
        { provide: APP_GUARD, useClass: RateLimitGuard },
        { provide: APP_GUARD, useClass: UnknownQueryGuard },
      ],
      exports: [Lifecycle, RateLimiter],
    };
  }

  /** For the gateway, which owns nothing. */
  static withoutDatabase(): DynamicModule {
    return {
      module: HttpModule,
      global: true,
      imports: [AuthModule, ObservabilityModule],
      controllers: [HealthController],
      providers: [
        ...BORDER,
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_GUARD, useClass: UnknownQueryGuard },
      ],
      exports: [Lifecycle],
    };
  }
}

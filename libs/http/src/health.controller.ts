import { Public } from '@clientele/auth';
import { Metrics } from '@clientele/observability';
import { Controller, Get, Header, Optional } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DatabaseStartup } from '@clientele/database';
import { NotReady } from './http.problems';
import { Lifecycle } from './lifecycle';
import { Unlimited } from './rate-limit.guard';

/** What orchestrators and Prometheus ask. */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    private readonly lifecycle: Lifecycle,
    private readonly metrics: Metrics,
    @Optional() private readonly database?: DatabaseStartup,
  ) {}

  /** Alive: the event loop turns. Never asks a dependency, or its outage would restart every replica. */
  @Get('health/live')
  @Public('token-ignored')
  @Unlimited()
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** Ready: may be sent requests. The broker being away does not matter, the outbox keeps what it would get. */
  @Get('health/ready')
  @Public('token-ignored')
  @Unlimited()
  async ready(): Promise<{ status: 'ready' }> {
    if (this.lifecycle.draining) throw new NotReady({ detail: 'Shutting down.' });
    if (this.database && !(await this.database.isReady()))
      throw new NotReady({ detail: 'The database is away or being prepared.' });
    return { status: 'ready' };
  }

  @Get('metrics')
  @Public('token-ignored')
  @Unlimited()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  scrape(): Promise<string> {
    return this.metrics.scrape();
  }
}

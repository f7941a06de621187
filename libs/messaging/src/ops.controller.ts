import { Allow } from '@clientele/auth';
import { Clock, productVersion } from '@clientele/config';
import { IdParam, Once, Problems, type RawJson } from '@clientele/http';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, type Type } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Broker } from './broker';
import { DeadLetterNotFound, DeadLetters, ReplayFailed } from './dead-letters';
import { MessagingMetrics } from './messaging.metrics';
import { ListDeadLettersQuery, RepublishBody } from './ops.bodies';
import { DeadLettersView, DeadLetterView, RepublishView, ServiceStatusView } from './ops.views';
import { Republisher } from './republisher';

const version = productVersion();

/** Makes the operators' endpoints of a service, under `/v1/ops/<service>`. */
export function opsController(service: string): Type {
  @ApiTags('ops')
  @Controller(`ops/${service}`)
  class OpsController {
    constructor(
      private readonly letters: DeadLetters,
      private readonly metrics: MessagingMetrics,
      private readonly republisher: Republisher,
      private readonly broker: Broker,
      private readonly clock: Clock,
    ) {}

    /** How the service is: backlog of its outbox and its consumers. */
    @Get('status')
    @Allow({ employee: 'ops:read' })
    async status(): Promise<ServiceStatusView> {
      return {
        service,
        version,
        now: this.clock.now().toISOString(),
        brokerConnected: await this.broker.isConnected(),
        outbox: await this.metrics.backlog(),
        consumers: Object.entries(await this.metrics.lag()).map(([consumer, lag]) => ({ consumer, lag })),
      };
    }

    /** Lists the messages that no consumer could handle, oldest first. */
    @Get('dead-letters')
    @Allow({ employee: 'ops:read' })
    @ApiOkResponse({ type: DeadLettersView })
    deadLetters(@Query() query: ListDeadLettersQuery): Promise<RawJson<DeadLettersView>> {
      return this.letters.list(query);
    }

    /** Shows a message that no consumer could handle, as it was received. */
    @Get('dead-letters/:id')
    @Allow({ employee: 'ops:read' })
    @Problems([DeadLetterNotFound])
    async deadLetter(@Param() { id }: IdParam): Promise<DeadLetterView> {
      const { createdAt, ...letter } = await this.letters.find(id);
      return { ...letter, createdAt: createdAt.toISOString() };
    }

    /** Handles the message again; it is gone when that works. */
    @Post('dead-letters/:id/replay')
    @HttpCode(204)
    @Allow({ employee: 'ops:write' })
    @Problems([DeadLetterNotFound, ReplayFailed])
    replay(@Param() { id }: IdParam): Promise<void> {
      return this.letters.replay(id);
    }

    /** Forgets the message: what it told will not happen here. */
    @Delete('dead-letters/:id')
    @HttpCode(204)
    @Allow({ employee: 'ops:write' })
    @Problems([DeadLetterNotFound])
    discard(@Param() { id }: IdParam): Promise<void> {
      return this.letters.discard(id);
    }

    /** Publishes the events since an instant again, for a stream that was lost; consumers ignore what they know. */
    @Post('outbox/republish')
    @HttpCode(200)
    @Allow({ employee: 'ops:write' })
    republish(@Once() once: Once, @Body() { since }: RepublishBody): Promise<RepublishView> {
      return this.republisher.since(once, new Date(since));
    }
  }
  Object.defineProperty(OpsController, 'name', {
    value: `${service.charAt(0).toUpperCase()}${service.slice(1)}OpsController`,
  });
  return OpsController;
}

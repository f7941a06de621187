import { Allow } from '@clientele/auth';
import { Controller, Get, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { StatusService } from './status.service';
import type { SuiteStatusView } from './status.views';

@ApiTags('status')
@Controller('ops/status')
export class StatusController {
  constructor(private readonly status: StatusService) {}

  /** How all services are. One that does not answer within two seconds is named in `unavailable`. */
  @Get()
  @Allow({ employee: 'ops:read' })
  get(@Req() { headers }: FastifyRequest): Promise<SuiteStatusView> {
    return this.status.status(headers.authorization ?? '');
  }
}

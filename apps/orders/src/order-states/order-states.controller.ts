import { Allow } from '@clientele/auth';
import type { RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { OrderStatesService } from './order-states.service';
import { OrderStatesView } from './order-states.views';

@ApiTags('order-states')
@Controller('order-states')
export class OrderStatesController {
  constructor(private readonly states: OrderStatesService) {}

  /** Lists the states of orders, with what each means and where it may lead. */
  @Get()
  @Allow({ employee: 'orders:read', contact: 'logged-in' })
  @Concerns('nobody')
  @ApiOkResponse({ type: OrderStatesView })
  list(): Promise<RawJson<OrderStatesView>> {
    return this.states.list();
  }
}

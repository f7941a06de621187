import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, Once, Problems } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { anOrder } from '../orders/order.subject';
import { OrderNotFound } from '../orders/orders.problems';
import { OrderView } from '../orders/orders.views';
import { CancelOrderBody } from './cancellations.bodies';
import { OrderNotCancellable } from './cancellations.problems';
import { CancellationsService } from './cancellations.service';

@ApiTags('orders')
@Controller('orders/:id/cancel')
export class CancellationsController {
  constructor(private readonly cancellations: CancellationsService) {}

  /** Cancels an order; what it gave is taken back as the rules say. What was paid is refunded separately. */
  @Post()
  @HttpCode(200)
  @Allow({ employee: 'orders:write' })
  @Concerns(anOrder())
  @Problems([OrderNotFound, OrderNotCancellable])
  cancel(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Body() body: CancelOrderBody,
  ): Promise<OrderView> {
    return this.cancellations.cancel(once, caller, id, body);
  }
}

import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, Once, Problems } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { anOrder } from '../orders/order.subject';
import { OrderNotFound } from '../orders/orders.problems';
import { AmountNotPayable, TransactionAlreadyUsed } from '../payments/payments.problems';
import { CurrencyMismatch } from '../prices/prices.problems';
import { ReportRefundBody } from './refunds.bodies';
import { LineNotOrdered, OrderNotRefundable, RefundTooHigh } from './refunds.problems';
import { RefundsService } from './refunds.service';
import { RefundsView, ReportedRefundView } from './refunds.views';

@ApiTags('payments')
@Controller('orders/:id/refunds')
export class RefundsController {
  constructor(private readonly refunds: RefundsService) {}

  /** Lists the refunds of an order. */
  @Get()
  @Allow({ employee: 'payments:read' })
  @Concerns(anOrder())
  @Problems([OrderNotFound])
  list(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RefundsView> {
    return this.refunds.list(caller, id);
  }

  /**
   * Reports money that went back. The same transaction of a method counts once, however often it is reported; when all
   * that was paid is back, the order is refunded, and what it gave is taken back as the rules say.
   */
  @Post()
  @Allow({ employee: 'payments:write' })
  @Concerns(anOrder())
  @Problems([
    OrderNotFound,
    OrderNotRefundable,
    TransactionAlreadyUsed,
    RefundTooHigh,
    LineNotOrdered,
    AmountNotPayable,
    CurrencyMismatch,
  ])
  report(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Body() body: ReportRefundBody,
  ): Promise<ReportedRefundView> {
    return this.refunds.report(once, caller, id, body);
  }
}

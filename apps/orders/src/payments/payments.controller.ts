import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, Once, Problems } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { anOrder } from '../orders/order.subject';
import { OrderNotFound } from '../orders/orders.problems';
import { CurrencyMismatch } from '../prices/prices.problems';
import { ReportPaymentBody } from './payments.bodies';
import {
  AmountNotPayable,
  OrderNotPayable,
  PaymentTooHigh,
  TransactionAlreadyUsed,
} from './payments.problems';
import { PaymentsService } from './payments.service';
import { PaymentsView, ReportedPaymentView } from './payments.views';

@ApiTags('payments')
@Controller('orders/:id/payments')
export class PaymentsController {
  constructor(private readonly payments: PaymentsService) {}

  /** Lists the payments of an order. */
  @Get()
  @Allow({ employee: 'payments:read' })
  @Concerns(anOrder())
  @Problems([OrderNotFound])
  list(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<PaymentsView> {
    return this.payments.list(caller, id);
  }

  /**
   * Reports a payment. The same transaction of a method counts once, however often it is reported; when the payments
   * cover the total, the order is paid.
   */
  @Post()
  @Allow({ employee: 'payments:write' })
  @Concerns(anOrder())
  @Problems([
    OrderNotFound,
    OrderNotPayable,
    TransactionAlreadyUsed,
    PaymentTooHigh,
    AmountNotPayable,
    CurrencyMismatch,
  ])
  report(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Body() body: ReportPaymentBody,
  ): Promise<ReportedPaymentView> {
    return this.payments.report(once, caller, id, body);
  }
}

import { Clock } from '@clientele/config';
import {
  type CustomerQuestion,
  type GroupHoldingsQuestion,
  type HoldingsAnswer,
  ordersGroupHoldings,
  type VouchersOverviewAnswer,
  vouchersOverview,
} from '@clientele/contracts';
import { Database } from '@clientele/database';
import { Answers } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { OrdersConfig } from '../orders.config';
import { usableAtAGlance } from './usable-vouchers.queries';
import { countVouchersOf } from './vouchers-of-group.queries';

/** Tells other services of vouchers. */
@Injectable()
export class VoucherAnswers {
  constructor(
    private readonly db: Database,
    private readonly config: OrdersConfig,
    private readonly clock: Clock,
  ) {}

  @Answers(ordersGroupHoldings)
  async ofGroup({ groupId }: GroupHoldingsQuestion): Promise<HoldingsAnswer> {
    const vouchers = (await countVouchersOf.first(this.db, [groupId]))?.vouchers ?? 0;
    return { counts: { vouchers } };
  }

  @Answers(vouchersOverview)
  async ofCustomer({ shopId, customerId }: CustomerQuestion): Promise<VouchersOverviewAnswer> {
    const values = [shopId, customerId, this.clock.now(), this.config.shopTimeZone, null];
    return (await usableAtAGlance.first(this.db, values))?.answer ?? { items: [], hasMore: false };
  }
}

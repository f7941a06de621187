import { type CustomerQuestion, type SegmentsOverviewAnswer, segmentsOverview } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { Answers } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { segmentsOfCustomer } from './segments-overview.queries';

/** Answers identity's question about a customer. */
@Injectable()
export class SegmentAnswers {
  constructor(private readonly db: Database) {}

  @Answers(segmentsOverview)
  async ofCustomer({ shopId, customerId }: CustomerQuestion): Promise<SegmentsOverviewAnswer> {
    const row = await segmentsOfCustomer.first(this.db, [shopId, customerId]);
    return row?.answer ?? { items: [], hasMore: false };
  }
}

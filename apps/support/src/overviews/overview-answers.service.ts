import {
  type SupportOverviewAnswer,
  supportOverview,
  type SupportOverviewQuestion,
} from '@clientele/contracts';
import { Database } from '@clientele/database';
import { Answers } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { overviewParts } from './overview.queries';

/** Answers identity's question about a customer. */
@Injectable()
export class OverviewAnswers {
  constructor(private readonly db: Database) {}

  @Answers(supportOverview)
  async ofCustomer({ shopId, customerId, parts }: SupportOverviewQuestion): Promise<SupportOverviewAnswer> {
    const found = await overviewParts.first(this.db, [shopId, customerId, parts]);
    return {
      ...(found?.threads && { threads: found.threads }),
      ...(found?.mails && { mails: found.mails }),
    };
  }
}

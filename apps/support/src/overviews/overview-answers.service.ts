import {
  type SupportOverviewAnswer,
  supportOverview,
  type SupportOverviewQuestion,
} from '@clientele/contracts';
import { Database } from '@clientele/database';
import { Answers } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { lastMails, newestThreads } from './overview.queries';

/** Answers identity's question about a customer. */
@Injectable()
export class OverviewAnswers {
  constructor(private readonly db: Database) {}

  @Answers(supportOverview)
  async ofCustomer({ shopId, customerId, parts }: SupportOverviewQuestion): Promise<SupportOverviewAnswer> {
    const [threads, mails] = await Promise.all([
      parts.includes('threads') ? newestThreads.first(this.db, [shopId, customerId]) : undefined,
      parts.includes('mails') ? lastMails.first(this.db, [shopId, customerId]) : undefined,
    ]);
    return { threads: threads?.part, mails: mails?.part };
  }
}

import { Clock } from '@clientele/config';
import type { Principal } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { RawJson } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { dayOf } from '../customers/age.domain';
import { CustomerNotFound } from '../customers/customers.problems';
import { movedTo } from '../customers/customers.queries';
import { OverviewQuestions } from './overview-questions.service';
import { ASKED_PARTS, hrefOf, withheldFrom } from './overview.domain';
import { ownOverview } from './overview.queries';
import type { CustomerOverviewView } from './overviews.views';

/** Everything there is of a customer, on one page. */
@Injectable()
export class OverviewsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly questions: OverviewQuestions,
  ) {}

  /** What identity has and, asked at the same time, what the other services have. */
  async get(caller: Principal, customerId: string): Promise<RawJson<CustomerOverviewView>> {
    const withheld = withheldFrom(caller);
    const shown = ASKED_PARTS.filter((part) => !withheld.includes(part));
    const { shopId } = caller;
    const [own, answers] = await Promise.all([
      this.own(shopId, customerId),
      this.questions.about({ shopId, customerId }, shown, !withheld.includes('payments')),
    ]);
    const parts = shown.map((part) => {
      const answer = answers[part];
      return [part, answer && { ...answer, href: hrefOf(part, customerId) }];
    });
    const unavailable = shown.filter((part) => !answers[part]);
    const others = JSON.stringify({ ...Object.fromEntries(parts), unavailable, withheld });
    return new RawJson(`${own.slice(0, -1)}, ${others.slice(1)}`);
  }

  private async own(shopId: string, customerId: string): Promise<string> {
    const row = await ownOverview.first(this.db, [shopId, customerId, dayOf(this.clock.now())]);
    if (!row) throw new CustomerNotFound();
    if (row.mergedIntoId !== null) throw movedTo(row.mergedIntoId, '/overview');
    return row.view;
  }
}

import { Clock } from '@clientele/config';
import { newId, type Principal } from '@clientele/contracts';
import { type Once, RawJson } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import type { PageViewOrigin } from './page-view-origin';
import { referrerHostOf } from './referrer.domain';
import type { ReportPageBody } from './visits.bodies';
import { seePage } from './visits.queries';
import type { VisitView } from './visits.views';

/** Makes visits of page views. */
@Injectable()
export class VisitsService {
  constructor(private readonly clock: Clock) {}

  async report(
    once: Once,
    caller: Principal,
    { page, referrer }: ReportPageBody,
    { ip, origin }: PageViewOrigin,
  ): Promise<RawJson<VisitView>> {
    const customerId = caller.kind === 'contact' ? caller.customerId : null;
    return once(async (tx) => {
      const values = [caller.id, newId(), this.clock.now(), customerId, caller.shopId];
      const row = await seePage.first(tx, [...values, referrerHostOf(referrer, origin), page, ip]);
      return new RawJson(row?.view ?? 'null');
    });
  }
}

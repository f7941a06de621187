import { Clock } from '@clientele/config';
import type { Principal } from '@clientele/contracts';
import { Database, instantSql, statement } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { GroupsConfig } from '../groups.config';
import { wholeRule } from './definition.domain';
import { holds } from './evaluation.domain';
import { explain, nextChange } from './explanation.domain';
import { readKnownFacts } from './known-facts.queries';
import type { Evaluated } from './membership-sql';
import { CustomerUnknown, SegmentNotFound } from './segments.problems';
import type { ExplanationView, PinView } from './segments.views';
import { momentOf } from './shop-day.domain';

type Row = Evaluated & { readonly isMember: boolean; readonly pin: PinView | null };

const read = statement<Row & Record<string, unknown>>(
  'segments-explain',
  `SELECT s.id, s.shop_id AS "shopId", s.rule, s.included_group_ids AS "includedGroupIds",
          s.excluded_group_ids AS "excludedGroupIds",
          EXISTS (SELECT FROM segment_members m WHERE m.segment_id = s.id AND m.customer_id = $3) AS "isMember",
          (SELECT json_build_object('customerId', p.customer_id, 'effect', p.effect, 'until', ${instantSql('p.until')},
                                    'pinnedAt', ${instantSql('p.pinned_at')})
           FROM segment_pins p
           WHERE p.segment_id = s.id AND p.customer_id = $3 AND (p.until IS NULL OR p.until > $4)) AS pin
   FROM segments s WHERE s.shop_id = $1 AND s.id = $2 AND s.state <> 'deleted'`,
);

/** Tells why a customer is in a segment, or is not, reckoned anew from what is known of it now. */
@Injectable()
export class Explanations {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly config: GroupsConfig,
  ) {}

  async explain({ shopId }: Principal, id: string, customerId: string): Promise<ExplanationView> {
    const moment = momentOf(this.clock.now(), this.config.shopTimeZone);
    const segment = await read.first(this.db, [shopId, id, customerId, moment.now]);
    if (!segment) throw new SegmentNotFound();
    const [customer] = await readKnownFacts(this.db, shopId, [customerId]);
    if (!customer) throw new CustomerUnknown();

    const { isMember, pin } = segment;
    const whole = wholeRule(segment);
    const byDefinition = whole !== undefined && holds(whole, customer, moment);
    return {
      ...{ customerId, isMember, pin },
      belongs: customer.isOpen && (pin ? pin.effect === 'in' : byDefinition),
      decidedBy: customer.isOpen ? (pin ? 'pin' : 'definition') : 'closed',
      explanation: whole ? { ...explain(whole, customer, moment) } : null,
      changesAt: (whole && nextChange(whole, customer, moment)?.toISOString()) ?? null,
      asOf: moment.now.toISOString(),
    };
  }
}

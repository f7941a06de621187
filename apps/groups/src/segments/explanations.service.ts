import type { Principal } from '@clientele/contracts';
import { Database, instantSql, statement } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { readMembers } from '../memberships/members.queries';
import { ShopZones } from '../shops/shop-zones.service';
import { wholeRule } from './definition.domain';
import { type Endings, endingsOf, NOTHING_ENDS } from './endings.domain';
import { belonging, explain } from './explanation.domain';
import { type KnownCustomer, readKnownFacts } from './known-facts.queries';
import type { Evaluated } from './membership-sql';
import { CustomerUnknown, SegmentNotFound } from './segments.problems';
import type { ExplanationView, PinView } from './segments.views';
import type { Moment } from '../shops/shop-day.domain';

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
    private readonly zones: ShopZones,
  ) {}

  explain({ shopId }: Principal, id: string, customerId: string): Promise<ExplanationView> {
    return this.db.transaction(async (tx) => {
      const moment = await this.zones.momentIn(tx, shopId);
      const segment = await read.first(tx, [shopId, id, customerId, moment.now]);
      if (!segment) throw new SegmentNotFound();
      const [customer] = await readKnownFacts(tx, shopId, [customerId]);
      if (!customer) throw new CustomerUnknown();
      const [member] = await readMembers(tx, [customerId]);
      return explanationOf(segment, customer, member ? endingsOf(member) : NOTHING_ENDS, moment);
    });
  }
}

function explanationOf(
  segment: Row,
  customer: KnownCustomer,
  endings: Endings,
  moment: Moment,
): ExplanationView {
  const { isMember, pin } = segment;
  const { customerId, isOpen } = customer;
  const whole = wholeRule(segment);
  // A group that is over counts no more, also before the customer is taken out of it.
  const facts = endings.factsAt(customer, moment.now);
  const until = pin && { effect: pin.effect, until: pin.until === null ? null : new Date(pin.until) };
  const { belongs, changesAt } = belonging(segment, customer, until, moment, endings);
  return {
    ...{ customerId, isMember, pin, belongs },
    decidedBy: isOpen ? (pin ? 'pin' : 'definition') : 'closed',
    explanation: whole ? { ...explain(whole, facts, moment, endings) } : null,
    changesAt: changesAt?.toISOString() ?? null,
    asOf: moment.now.toISOString(),
  };
}

import { Audit, type Deed } from '@clientele/audit';
import { Clock } from '@clientele/config';
import type { Principal } from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import type { Once } from '@clientele/http';
import { seenAmong } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { EndNotInFuture } from '../memberships/memberships.problems';
import type { PinBody, PinManyBody } from './segments.bodies';
import { CustomerUnknown, PinNotFound, SegmentNotFound } from './segments.problems';
import type { PinnedView } from './segments.views';

// Nobody deletes the segment meanwhile.
const hold = statement(
  'segments-hold',
  "SELECT id FROM segments WHERE shop_id = $1 AND id = $2 AND state <> 'deleted' FOR KEY SHARE",
);

/** `(segment, customers, effect, until, now, shop)`: those of the customers that are the shop's are pinned, and looked at again. */
const pin = statement<{ customerId: string }>(
  'segment-pins-pin',
  `WITH pinned AS (
     INSERT INTO segment_pins AS p (segment_id, customer_id, effect, until, pinned_at)
     SELECT $1::uuid, f.customer_id, $3::text, $4::timestamptz, $5::timestamptz FROM customer_facts f
     WHERE f.shop_id = $6 AND f.customer_id = ANY ($2::uuid[]) ORDER BY f.customer_id
     ON CONFLICT (segment_id, customer_id) DO UPDATE
       SET effect = excluded.effect, until = excluded.until, pinned_at = excluded.pinned_at
     RETURNING customer_id
   ), noted AS (
     INSERT INTO fact_changes (customer_id, facts) SELECT customer_id, ARRAY[$1::uuid::text] FROM pinned
   )
   SELECT customer_id AS "customerId" FROM pinned`,
);

const unpin = statement<{ effect: string; until: Date | null }>(
  'segment-pins-unpin',
  `WITH gone AS (
     DELETE FROM segment_pins WHERE segment_id = $1::uuid AND customer_id = $2::uuid RETURNING customer_id, effect, until
   ), noted AS (
     INSERT INTO fact_changes (customer_id, facts) SELECT customer_id, ARRAY[$1::uuid::text] FROM gone
   )
   SELECT effect, until FROM gone`,
);

/** Puts customers into segments, or keeps them out, by hand. */
@Injectable()
export class PinsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  pin(caller: Principal, id: string, customerId: string, body: PinBody): Promise<void> {
    return this.db.transaction(async (tx) => {
      const pinned = await this.write(tx, caller, id, [customerId], body);
      if (pinned === 0) throw new CustomerUnknown();
    });
  }

  /** Those that are unknown, or not seen, are left out. */
  pinMany(
    once: Once,
    caller: Principal,
    id: string,
    { customerIds, ...body }: PinManyBody,
  ): Promise<PinnedView> {
    return once(async (tx) => {
      const seen = await seenAmong(tx, caller, customerIds);
      return { pinned: await this.write(tx, caller, id, seen, body) };
    });
  }

  unpin(caller: Principal, id: string, customerId: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      await requireSegment(tx, caller.shopId, id);
      const before = await unpin.first(tx, [id, customerId]);
      if (!before) throw new PinNotFound();
      await this.audit.add(tx, caller, { ...deedOn(id, 'segmentPins.unpin'), customerId, before });
    });
  }

  private async write(
    tx: Tx,
    caller: Principal,
    id: string,
    customerIds: readonly string[],
    { effect, until }: PinBody,
  ): Promise<number> {
    const now = this.clock.now();
    if (until && !(new Date(until) > now)) throw new EndNotInFuture(AT_UNTIL);
    await requireSegment(tx, caller.shopId, id);
    const values = [id, customerIds, effect, until ?? null, now, caller.shopId];
    const pinned = await pin.rows(tx, values);
    const [only] = pinned.length === 1 ? pinned : [];
    await this.audit.add(tx, caller, {
      ...{ ...deedOn(id, 'segmentPins.pin'), customerId: only?.customerId },
      after: { effect, until, customerIds: pinned.map(({ customerId }) => customerId) },
    });
    return pinned.length;
  }
}

async function requireSegment(tx: Tx, shopId: string, id: string): Promise<void> {
  if (!(await hold.first(tx, [shopId, id]))) throw new SegmentNotFound();
}

const AT_UNTIL = {
  errors: [{ pointer: '/until', code: 'not-in-future', message: 'The end must be in the future.' }],
};

const deedOn = (id: string, operation: string): Deed => ({
  ...{ operation, resource: { type: 'segments', id } },
});

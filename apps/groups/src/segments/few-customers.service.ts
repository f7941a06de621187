import { Clock } from '@clientele/config';
import type { Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { ShopZones } from '../shops/shop-zones.service';
import { Evaluations } from './evaluations.service';
import { heldBy, moveFew, pinsOf } from './few-customers.queries';
import { type KnownCustomer, readKnownFacts } from './known-facts.queries';
import { sourceOf } from './membership.domain';
import type { Evaluated } from './membership-sql';
import type { MemberSource } from './segment-member.entity';
import type { Moment } from '../shops/shop-day.domain';

/** A segment, and the customers who are looked at for it. */
export interface Look {
  readonly segment: Evaluated;
  readonly customerIds: readonly string[];
}

/**
 * Brings up to date in which segments a few customers are: what is known of them is read once and looked at in memory, so that it
 * takes as many statements for one segment as for all.
 */
@Injectable()
export class FewCustomers {
  constructor(
    private readonly evaluations: Evaluations,
    private readonly clock: Clock,
    private readonly zones: ShopZones,
  ) {}

  /** Whoever calls it sees to it that nobody else looks at these customers for these segments. */
  async evaluate(tx: Tx, looks: readonly Look[]): Promise<void> {
    const moves = await this.movesOf(tx, looks);
    if (moves.length === 0) return;
    const transitions = await moveFew.rows(tx, [
      moves.map(({ segmentId }) => segmentId),
      moves.map(({ customerId }) => customerId),
      moves.map(({ source }) => source ?? null),
      moves.map(({ before }) => before !== undefined),
      this.clock.now(),
    ]);
    for (const { segment } of looks) {
      const own = transitions.filter(({ segmentId }) => segmentId === segment.id);
      await this.evaluations.tellMoved(tx, segment, own, 'change');
    }
  }

  private async movesOf(tx: Tx, looks: readonly Look[]): Promise<readonly Move[]> {
    const now = this.clock.now();
    const moments = await this.momentsIn(tx, looks, now);
    const segmentIds = looks.map(({ segment }) => segment.id);
    const ids = [...new Set(looks.flatMap(({ customerIds }) => customerIds))];
    const [customers, held, pinned] = await Promise.all([
      knownOf(tx, looks, ids),
      heldBy.rows(tx, [ids]),
      pinsOf.rows(tx, [segmentIds, ids, now]),
    ]);
    const sources = new Map(held.map((one) => [keyOf(one), one.source]));
    const pins = new Map(pinned.map((one) => [keyOf(one), one.effect]));
    const moveOf = (segment: Evaluated, customerId: string): Move => {
      const key = keyOf({ segmentId: segment.id, customerId });
      const customer = customers.get(customerId);
      const moment = moments.get(segment.shopId);
      const source = customer && moment && sourceOf(segment, customer, pins.get(key), moment);
      return { segmentId: segment.id, customerId, source, before: sources.get(key) };
    };
    return looks
      .flatMap(({ segment, customerIds }) => customerIds.map((customerId) => moveOf(segment, customerId)))
      .filter(({ source, before }) => source !== before);
  }

  private async momentsIn(tx: Tx, looks: readonly Look[], now: Date): Promise<ReadonlyMap<string, Moment>> {
    const shopIds = [...new Set(looks.map(({ segment }) => segment.shopId))];
    const moments = shopIds.map(
      async (shopId) => [shopId, await this.zones.momentIn(tx, shopId, now)] as const,
    );
    return new Map(await Promise.all(moments));
  }
}

/** What brings a customer into a segment now, and what did before. */
interface Move {
  readonly segmentId: string;
  readonly customerId: string;
  readonly source: MemberSource | undefined;
  readonly before: MemberSource | undefined;
}

async function knownOf(
  tx: Tx,
  looks: readonly Look[],
  ids: readonly string[],
): Promise<ReadonlyMap<string, KnownCustomer>> {
  const shops = new Set(looks.map(({ segment }) => segment.shopId));
  const known = await Promise.all([...shops].map((shopId) => readKnownFacts(tx, shopId, ids)));
  return new Map(known.flat().map((customer) => [customer.customerId, customer]));
}

const keyOf = ({ segmentId, customerId }: { segmentId: string; customerId: string }): string =>
  `${segmentId} ${customerId}`;

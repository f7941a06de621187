import { Clock } from '@clientele/config';
import { Database, dynamicStatement } from '@clientele/database';
import { LooksEvery } from '@clientele/jobs';
import { Injectable } from '@nestjs/common';
import { ShopZones } from '../shops/shop-zones.service';
import { wholeRule } from './definition.domain';
import { passingSql } from './passing.domain';
import { conditionsOf } from './rule';
import { Parameters } from './rule-sql.domain';
import { endPins, nextTimed, timed, type Timed } from './segments.queries';
import { momentOf } from '../shops/shop-day.domain';

/** Finds the customers for whom nothing but time has passed, and whom that brings into a segment or out of it. */
@Injectable()
export class Passing {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly zones: ShopZones,
  ) {}

  /** Lets time pass for all segments, up to now. */
  @LooksEvery(60_000)
  async pass(): Promise<void> {
    const now = this.clock.now();
    await endPins.rows(this.db, [now]);
    while (await this.passOne(now));
  }

  private passOne(now: Date): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      const segment = await nextTimed.first(tx, [now]);
      if (!segment) return false;
      const { sql, values } = this.changesSql(segment, now, await this.zones.of(tx, segment.shopId));
      await dynamicStatement(sql).rows(tx, values);
      await timed.rows(tx, [segment.id, now]);
      return true;
    });
  }

  private changesSql(segment: Timed, now: Date, zone: string): { sql: string; values: readonly unknown[] } {
    const [from, to] = [momentOf(segment.timedUntil, zone), momentOf(now, zone)];
    const parameters = new Parameters();
    const whole = wholeRule(segment);
    const parts = (whole ? conditionsOf(whole) : []).flatMap(
      (condition) => passingSql(condition, from, to, parameters) ?? [],
    );
    const sql = `INSERT INTO fact_changes (customer_id, facts)
      SELECT customer_id, ARRAY[${parameters.add(segment.id, 'text')}] FROM (${parts.join(' UNION ')}) p`;
    return { sql, values: parameters.values };
  }
}

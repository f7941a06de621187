import { Database, type Tx } from '@clientele/database';
import { LooksEvery } from '@clientele/jobs';
import { Injectable } from '@nestjs/common';
import { Evaluations } from './evaluations.service';
import { FewCustomers, type Look } from './few-customers.service';
import { among } from './membership-sql';
import { SegmentMetrics } from './segment-metrics';
import {
  affected,
  anyAffected,
  CHANGES_TOGETHER,
  holdAffected,
  lockCustomers,
  takeChanges,
} from './segments.queries';

/** Of more than these a statement for each segment costs less than looking at each in memory. */
const FEW = 50;

/** Looks at customers again whose facts have changed, for the segments that depend on them. */
@Injectable()
export class Changes {
  constructor(
    private readonly db: Database,
    private readonly evaluations: Evaluations,
    private readonly few: FewCustomers,
    private readonly metrics: SegmentMetrics,
  ) {}

  /**
   * Looks at the next changes, in one transaction: whatever ends it, they are still there for another process.
   * Tells whether there may be more at once.
   */
  @LooksEvery(300)
  followSome(): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      const taken = await takeChanges.rows(tx);
      if (taken.length === 0) return false;

      const changed = new Map<string, Set<string>>();
      for (const { customerId, facts } of taken)
        changed.set(customerId, new Set([...(changed.get(customerId) ?? []), ...facts]));
      await this.follow(tx, changed);
      return taken.length === CHANGES_TOGETHER;
    });
  }

  private async follow(tx: Tx, changed: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
    const facts = [...new Set([...changed.values()].flatMap((names) => [...names]))];
    // One that is saved from now on is built from these facts.
    if (!(await anyAffected.first(tx, [facts]))) return;
    const customers = await lockCustomers.rows(tx, [[...changed.keys()]]);
    const shops = [...new Set(customers.map(({ shopId }) => shopId))];
    await holdAffected.rows(tx, [shops, facts]);
    // Read again: before we had the locks, somebody may have changed one.
    const looks = (await affected.rows(tx, [shops, facts])).flatMap((segment): Look[] => {
      const names = [...segment.facts, segment.id, '*'];
      const customerIds = customers
        .filter(({ customerId, shopId }) => {
          const own = changed.get(customerId);
          return shopId === segment.shopId && names.some((name) => own?.has(name));
        })
        .map(({ customerId }) => customerId);
      return customerIds.length > 0 ? [{ segment, customerIds }] : [];
    });
    for (const { customerIds } of looks) this.metrics.evaluated('change', customerIds.length);
    if (customers.length <= FEW) await this.few.evaluate(tx, looks);
    else await this.evaluateMany(tx, looks);
  }

  private async evaluateMany(tx: Tx, looks: readonly Look[]): Promise<void> {
    for (const { segment, customerIds } of looks)
      await this.evaluations.evaluate(tx, segment, among(customerIds), 'change');
  }
}

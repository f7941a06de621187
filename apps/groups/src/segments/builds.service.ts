import { Clock } from '@clientele/config';
import { Database, type Tx } from '@clientele/database';
import { type Looked, LooksEvery } from '@clientele/jobs';
import { Injectable } from '@nestjs/common';
import { Evaluations } from './evaluations.service';
import type { Parameters } from './rule-sql.domain';
import { SegmentMetrics } from './segment-metrics';
import {
  buildDone,
  type Building,
  forget,
  holdAlone,
  nextBuild,
  requestTelling,
  STEP,
  stepDone,
  stepEnd,
  takeApart,
} from './segments.queries';

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Looks at all customers for a segment that was changed, or is due to be looked after; and takes deleted ones apart. */
@Injectable()
export class Builds {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly evaluations: Evaluations,
    private readonly metrics: SegmentMetrics,
  ) {}

  /**
   * Does the next step, in one transaction: whatever ends it, another process goes on where the step before ended.
   * `waiting`: the outbox is full enough for now.
   */
  @LooksEvery(300)
  buildSome(): Promise<Looked> {
    return this.db.transaction(async (tx) => {
      const building = await nextBuild.first(tx);
      if (!building) return false;
      if (building.backlog) return 'waiting';
      await holdAlone.rows(tx, [building.id]);
      if (building.cause === 'deletion') await this.takeApart(tx, building.id);
      else await this.step(tx, building, building.cause);
      return true;
    });
  }

  /** Has all who are in any segment told again, for who keeps that elsewhere and begins anew. */
  async tellAgain(tx: Tx): Promise<void> {
    await requestTelling.rows(tx, [this.clock.now()]);
  }

  private async step(
    tx: Tx,
    building: Building,
    cause: Exclude<Building['cause'], 'deletion'>,
  ): Promise<void> {
    const after = building.doneUntil ?? BEFORE_ALL;
    const { last = null, count = 0 } = (await stepEnd.first(tx, [after])) ?? {};
    const scope = (customerId: string, parameters: Parameters): string => {
      const from = `${customerId} > ${parameters.add(after, 'uuid')}`;
      return last === null ? from : `${from} AND ${customerId} <= ${parameters.add(last, 'uuid')}`;
    };
    await this.evaluations.evaluate(tx, building, scope, cause);
    this.metrics.evaluated(cause, count);
    if (building.tellsAll) await this.evaluations.tellMembers(tx, building, scope);
    if (building.tellsAll && building.doneUntil === null) await this.evaluations.tellSegment(tx, building);
    if (last !== null && count === STEP) await stepDone.rows(tx, [building.id, last, count]);
    else await buildDone.rows(tx, [building.id, this.clock.now()]);
  }

  private async takeApart(tx: Tx, id: string): Promise<void> {
    for (const part of takeApart) if (((await part.first(tx, [id]))?.count ?? 0) > 0) return;
    await forget.rows(tx, [id]);
  }
}

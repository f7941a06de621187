import { Clock } from '@clientele/config';
import { Database, type Tx } from '@clientele/database';
import { type Looked, LooksEvery } from '@clientele/jobs';
import { Injectable } from '@nestjs/common';
import { Evaluations } from './evaluations.service';
import { among, between, type Scope } from './membership-sql';
import { SegmentMetrics } from './segment-metrics';
import {
  buildDone,
  type Building,
  forget,
  holdAlone,
  nextBuild,
  PORTION,
  portionEnd,
  requestTelling,
  STEP,
  stepDone,
  takeApart,
  TOLD,
} from './segments.queries';

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Looks at all customers for a segment that was changed, or is due to be looked after; and takes deleted ones apart. */
@Injectable()
export class Builds {
  /** Among how many the next step looks: fewer where many move, as the rest of a portion is looked at again with each step. */
  private portion = PORTION;

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
  async buildSome(): Promise<Looked> {
    try {
      return await this.db.transaction((tx) => this.buildNext(tx));
    } catch (error) {
      // It may have taken longer than it may, and all others wait behind it: among fewer it takes less.
      this.portion = fewer(this.portion);
      throw error;
    }
  }

  /** Has all who are in any segment told again, for who keeps that elsewhere and begins anew. */
  async tellAgain(tx: Tx): Promise<void> {
    await requestTelling.rows(tx, [this.clock.now()]);
  }

  private async buildNext(tx: Tx): Promise<Looked> {
    const building = await nextBuild.first(tx);
    if (!building) return false;
    if (building.backlog) return 'waiting';
    if (building.cause === 'deletion') await this.takeApart(tx, building.id);
    else await this.step(tx, building, building.cause);
    return true;
  }

  /**
   * Others look at customers for the segment meanwhile, but for those few of a portion who are not as they should be. At first it waits
   * for who is still at it by what the segment was before.
   */
  private async step(
    tx: Tx,
    building: Building,
    cause: Exclude<Building['cause'], 'deletion'>,
  ): Promise<void> {
    const { id, doneUntil, tellsAll } = building;
    if (doneUntil === null || tellsAll) await holdAlone.rows(tx, [id]);
    const after = doneUntil ?? BEFORE_ALL;
    const size = tellsAll ? TOLD : this.portion;
    const end = (await portionEnd.first(tx, [after, size]))?.last;
    const ids = await this.evaluations.differing(tx, building, between(after, end), STEP);
    if (ids.length > 0) {
      await holdAlone.rows(tx, [id]);
      await this.evaluations.evaluate(tx, building, among(ids), cause);
    }
    // There may be more of them behind the last.
    const areAll = ids.length < STEP;
    this.portion = areAll ? Math.min(PORTION, this.portion * 2) : fewer(this.portion);
    const last = areAll ? end : ids.at(-1);
    const looked = last === end ? (end ? size : building.left) : ids.length;
    this.metrics.evaluated(cause, looked);
    if (tellsAll) await this.tell(tx, building, between(after, last));
    if (last) await stepDone.rows(tx, [id, last, looked]);
    else await buildDone.rows(tx, [id, this.clock.now()]);
  }

  private async tell(tx: Tx, building: Building, scope: Scope): Promise<void> {
    await this.evaluations.tellMembers(tx, building, scope);
    if (building.doneUntil === null) await this.evaluations.tellSegment(tx, building);
  }

  private async takeApart(tx: Tx, id: string): Promise<void> {
    await holdAlone.rows(tx, [id]);
    for (const part of takeApart) if (((await part.first(tx, [id]))?.count ?? 0) > 0) return;
    await forget.rows(tx, [id]);
  }
}

const fewer = (portion: number): number => Math.max(STEP, portion / 4);

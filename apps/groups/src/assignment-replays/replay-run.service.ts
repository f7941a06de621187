import { type PaidOrderFacts, type PaidOrderPlace, paidOrders } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { type JobHandler, type JobProgress, type RunningJob, RunsJobs } from '@clientele/jobs';
import { Ask } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { type Assigned, Assignments } from '../auto-assignments/assignments.service';
import { keepReplayed, keepTried, triedBefore } from './assignment-replays.queries';

/** What a replay was asked to do. */
export interface ReplayInput {
  readonly from: string;
  readonly until: string;
  readonly dryRun: boolean;
}

/** How far it is. */
interface ReplayCursor {
  /** The last order that was looked at. */
  readonly after?: PaidOrderPlace;
  /** How many rows the report has. */
  readonly rows: number;
  readonly isDone: boolean;
}

type ReplayJob = RunningJob<ReplayInput, ReplayCursor>;

const ANSWER_MS = 10_000;

/** Looks once more at what was paid for, a page of orders in each transaction. */
@Injectable()
@RunsJobs('assignment-replay')
export class ReplayRun implements JobHandler<ReplayInput, ReplayCursor> {
  constructor(
    private readonly ask: Ask,
    private readonly assignments: Assignments,
  ) {}

  async run(job: ReplayJob): Promise<void> {
    const { shopId, input } = job;
    const { from, until } = input;
    for (let cursor: ReplayCursor = job.cursor ?? { rows: 0, isDone: false }; !cursor.isDone;) {
      const { after, rows } = cursor;
      const { items, hasMore } = await this.ask.ask(paidOrders, { shopId, from, until, after }, ANSWER_MS);
      const last = items.at(-1);
      const reached = last ? { paidAt: last.paidAt, orderId: last.order.orderId } : after;
      await job.step(async (tx) => {
        const given = await this.replay(tx, job, items, rows);
        cursor = { after: reached, rows: rows + given.length, isDone: !hasMore };
        return { cursor, progress: progressOf(input, reached), counts: countsOf(items, given) };
      });
    }
  }

  private async replay(
    tx: Tx,
    { id, shopId, input: { dryRun } }: ReplayJob,
    orders: readonly PaidOrderFacts[],
    rows: number,
  ): Promise<readonly Assigned[]> {
    const customerIds = [...new Set(orders.map(({ order }) => order.customerId))];
    const before = dryRun ? (await triedBefore.rows(tx, [id, customerIds])).map(({ facts }) => facts) : [];
    // A dry run does the very same, on what it did before, and takes it back.
    if (dryRun) await tx.query('SAVEPOINT dry_run');
    const paid = [...before, ...orders].map(({ paidAt, order }) => ({ paidAt: new Date(paidAt), order }));
    const assigned = await this.assignments.assign(tx, shopId, paid, 'groups-assignment-replay');
    if (dryRun) await tx.query('ROLLBACK TO SAVEPOINT dry_run');
    const known = new Set(before.map(({ order }) => order.orderId));
    const given = assigned.filter((one) => !known.has(one.paid.order.orderId));
    if (dryRun) await keepTried.rows(tx, [id, JSON.stringify(orders.filter(isAmong(given)))]);
    await keepReplayed.rows(tx, [id, rows, JSON.stringify(given.map(rowOf))]);
    return given;
  }
}

const isAmong = (given: readonly Assigned[]): ((facts: PaidOrderFacts) => boolean) => {
  const ids = new Set(given.map(({ paid }) => paid.order.orderId));
  return ({ order }) => ids.has(order.orderId);
};

const rowOf = ({ grant, expiresAt, paid: { paidAt, order } }: Assigned, i: number): object => ({
  ...{ row: i + 1, paidAt, customerId: order.customerId, expiresAt, isOver: expiresAt === undefined },
  ...{ orderId: grant.orderId, lineId: grant.lineId, productId: grant.productId },
  ...{ ruleId: grant.ruleId, groupId: grant.groupId },
});

function countsOf(orders: readonly PaidOrderFacts[], given: readonly Assigned[]): JobProgress['counts'] {
  const over = given.filter(({ expiresAt }) => expiresAt === undefined).length;
  return { orders: orders.length, given: given.length - over, over };
}

function progressOf({ from, until }: ReplayInput, reached: PaidOrderPlace | undefined): number {
  const [start, end] = [Date.parse(from), Date.parse(until)];
  return reached ? Math.min(1, (Date.parse(reached.paidAt) - start) / (end - start)) : 1;
}

import { customersByKey } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import type { RunningJob } from '@clientele/jobs';
import { Ask } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { ShopZones } from '../shops/shop-zones.service';
import { BatchFilters } from './batch-filters.service';
import { BatchFileRows } from './batch-file-rows.service';
import type { BatchCursor, BatchInput, Deciding, Finding } from './membership-batch-input';
import { type BatchRow, FOUND_TOGETHER, keepFound, lastRow } from './membership-batches.queries';

type BatchJob = RunningJob<BatchInput, BatchCursor>;

const ANSWER_MS = 10_000;

/** Finds the customers that a batch is about. */
@Injectable()
export class BatchSelection {
  constructor(
    private readonly ask: Ask,
    private readonly zones: ShopZones,
    private readonly files: BatchFileRows,
    private readonly filters: BatchFilters,
  ) {}

  /** Keeps all of them as rows. */
  async findAll(job: BatchJob): Promise<Deciding> {
    for (let cursor = job.cursor ?? { rows: 0 }; ;) {
      if ('done' in cursor) return cursor;
      const from = cursor;
      if (job.input.by === 'file') return this.files.keepAll(job, from);
      if (job.input.by === 'filter') return this.filters.keepAll(job, from);
      await job.step(async (tx) => {
        cursor = await this.findSome(tx, job, from);
        return { cursor };
      });
    }
  }

  /** Keeps the next customers as rows, as long as there may be more; those that were named are rows already. */
  private async findSome(tx: Tx, job: BatchJob, from: Finding): Promise<BatchCursor> {
    if (job.input.by !== 'segment' && job.input.by !== 'rule')
      return { rows: (await lastRow.first(tx, [job.id]))?.row ?? 0, done: 0 };
    const moment = await this.zones.momentIn(tx, job.shopId);
    const { count, last } = await keepFound(tx, job, from, moment);
    const rows = from.rows + count;
    return count < FOUND_TOGETHER || last === null ? { rows, done: 0 } : { rows, found: last };
  }

  /** The rows with the customers that they name; those that there are not are left as they are. */
  async identify(
    { shopId, input: { key } }: BatchJob,
    rows: readonly BatchRow[],
  ): Promise<readonly BatchRow[]> {
    if (key === undefined || rows.length === 0) return rows;
    const keys = [...new Set(rows.flatMap(({ given }) => given || []))];
    if (keys.length === 0) return rows;
    const { found } = await this.ask.ask(customersByKey, { shopId, by: key, keys }, ANSWER_MS);
    const ids = new Map(found.map((one) => [one.key, one.customerId]));
    return rows.map((row) => ({ ...row, customerId: ids.get(row.given ?? '') ?? null }));
  }
}

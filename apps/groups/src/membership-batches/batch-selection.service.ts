import { Clock } from '@clientele/config';
import { customersByKey } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Ask } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { GroupsConfig } from '../groups.config';
import { momentOf } from '../segments/shop-day.domain';
import type { BatchCursor, BatchInput, Finding } from './membership-batch-input';
import { type BatchRow, FOUND_TOGETHER, keepFound, lastRow } from './membership-batches.queries';

/** A batch as far as it says whom it is about. */
interface Selecting {
  readonly id: string;
  readonly shopId: string;
  readonly input: BatchInput;
}

const ANSWER_MS = 10_000;

/** Finds the customers that a batch is about. */
@Injectable()
export class BatchSelection {
  constructor(
    private readonly ask: Ask,
    private readonly clock: Clock,
    private readonly config: GroupsConfig,
  ) {}

  /** Keeps the next customers as rows, as long as there may be more; those that were named are rows already. */
  async findSome(tx: Tx, job: Selecting, from: Finding): Promise<BatchCursor> {
    if (job.input.by !== 'segment' && job.input.by !== 'rule')
      return { rows: (await lastRow.first(tx, [job.id]))?.row ?? 0, done: 0 };
    const moment = momentOf(this.clock.now(), this.config.shopTimeZone);
    const { count, last } = await keepFound(tx, job, from, moment);
    const rows = from.rows + count;
    return count < FOUND_TOGETHER || last === null ? { rows, done: 0 } : { rows, found: last };
  }

  /** The rows with the customers that they name; those that there are not are left as they are. */
  async identify(
    { shopId, input: { key } }: Selecting,
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

import type { Principal } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { Jobs } from '@clientele/jobs';
import { guarded, toCsvLine } from '@clientele/spreadsheets';
import { Injectable, StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import { reportAfter } from './membership-batches.queries';

/** Writes reports of batches, with little of them in memory. */
@Injectable()
export class BatchReports {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
  ) {}

  /** What became of each customer, as far as the batch is. */
  async file(caller: Principal, id: string): Promise<StreamableFile> {
    await this.jobs.get(caller, 'membership-batches', id);
    return new StreamableFile(Readable.from(this.lines(id)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="membership-batch-${id}.csv"`,
    });
  }

  private async *lines(id: string): AsyncGenerator<string> {
    yield `\ufeff${toCsvLine(['row', 'given', 'customerId', 'outcome'], ',')}`;
    for (let row = 0; ;) {
      const reported = await reportAfter.rows(this.db, [id, row]);
      const last = reported.at(-1);
      if (!last) return;
      yield reported
        .map((one) =>
          toCsvLine([String(one.row), guarded(one.given ?? ''), one.customerId ?? '', one.outcome], ','),
        )
        .join('');
      ({ row } = last);
    }
  }
}

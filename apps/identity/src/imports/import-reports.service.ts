import type { Principal } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { Jobs } from '@clientele/jobs';
import { guarded, toCsvLine } from '@clientele/spreadsheets';
import { Injectable, StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import { messagesAfter } from './import.queries';

/** Writes reports of imports, with little of them in memory. */
@Injectable()
export class ImportReports {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
  ) {}

  /** What was wrong, as far as the import is. */
  async file(caller: Principal, id: string): Promise<StreamableFile> {
    await this.jobs.get(caller, 'imports', id);
    return new StreamableFile(Readable.from(this.lines(id)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="import-${id}.csv"`,
    });
  }

  private async *lines(id: string): AsyncGenerator<string> {
    yield `\ufeff${toCsvLine(['row', 'column', 'code', 'message'], ',')}`;
    for (let [row, position] = [0, -1]; ;) {
      const messages = await messagesAfter.rows(this.db, [id, row, position]);
      const last = messages.at(-1);
      if (!last) return;
      yield messages
        .map((one) =>
          toCsvLine([String(one.row), guarded(one.column ?? ''), one.code, guarded(one.message)], ','),
        )
        .join('');
      ({ row, position } = last);
    }
  }
}

import type { Principal } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { type Once, type RawJson, ValidationFailed } from '@clientele/http';
import { Jobs } from '@clientele/jobs';
import { guarded, toCsvLine } from '@clientele/spreadsheets';
import { Injectable, StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import type { CreateAssignmentReplayBody } from './assignment-replays.bodies';
import { REPLAY_COLUMNS, replayedAfter } from './assignment-replays.queries';
import type { AssignmentReplayView } from './assignment-replays.views';
import type { ReplayInput } from './replay-run.service';

/** First segments of the path of replays. */
export const REPLAYS = 'auto-assignments/replays';

/** Takes orders for replays, and writes their reports. */
@Injectable()
export class AssignmentReplaysService {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
  ) {}

  create(
    once: Once,
    caller: Principal,
    body: CreateAssignmentReplayBody,
  ): Promise<RawJson<AssignmentReplayView>> {
    const from = new Date(body.from);
    const until = new Date(body.until);
    if (!(from < until)) {
      const message = 'It must be after `from`.';
      throw new ValidationFailed({ errors: [{ pointer: '/until', code: 'not-after', message }] });
    }
    const input: ReplayInput = { ...body, from: from.toISOString(), until: until.toISOString() };
    const job = { resource: REPLAYS, kind: 'assignment-replay', input };
    return once((tx) => this.jobs.create<AssignmentReplayView>(tx, caller, job));
  }

  /** What was given, as far as the replay is, with little of it in memory. */
  async report(caller: Principal, id: string): Promise<StreamableFile> {
    await this.jobs.get(caller, REPLAYS, id);
    return new StreamableFile(Readable.from(this.lines(id)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="assignment-replay-${id}.csv"`,
    });
  }

  private async *lines(id: string): AsyncGenerator<string> {
    yield `\ufeff${toCsvLine(REPLAY_COLUMNS, ',')}`;
    for (let row = 0; ;) {
      const replayed = await replayedAfter.rows(this.db, [id, row]);
      const last = replayed.at(-1);
      if (!last) return;
      yield replayed
        .map(({ cells }) =>
          toCsvLine(
            cells.map((cell) => guarded(cell ?? '')),
            ',',
          ),
        )
        .join('');
      ({ row } = last);
    }
  }
}

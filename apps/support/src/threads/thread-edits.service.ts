import { Audit, changesOf } from '@clientele/audit';
import { actorOf, type Principal } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { type RawJson, requireVersion } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import type { EditThreadBody } from './threads.bodies';
import { ThreadsQueries } from './threads.queries';
import { ThreadsService } from './threads.service';
import type { ThreadView } from './threads.views';

/** What employees decide about threads. */
@Injectable()
export class ThreadEdits {
  constructor(
    private readonly db: Database,
    private readonly threads: ThreadsService,
    private readonly queries: ThreadsQueries,
    private readonly audit: Audit,
  ) {}

  edit(caller: Principal, id: string, version: number, body: EditThreadBody): Promise<RawJson<ThreadView>> {
    return this.db.transaction(async (tx) => {
      const thread = await this.threads.lock(tx, caller, id);
      requireVersion(thread.version, version);
      const changes = changesOf<object>({ ...thread }, body);
      await this.threads.change(tx, thread, body, actorOf(caller));
      await this.audit.add(tx, caller, {
        ...{ operation: 'threads.edit', resource: { type: 'threads', id } },
        ...{ customerId: thread.customerId ?? undefined, ...changes },
      });
      return this.queries.get(caller, id, tx);
    });
  }
}

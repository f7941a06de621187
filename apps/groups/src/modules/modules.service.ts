import { Audit } from '@clientele/audit';
import { Clock } from '@clientele/config';
import type { Principal } from '@clientele/contracts';
import { Database, statement } from '@clientele/database';
import type { RawJson } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { StorefrontModule } from './module.entity';
import type { PutModuleBody } from './modules.bodies';
import { ModuleNotFound } from './modules.problems';
import { ModulesQueries } from './modules.queries';
import type { ModuleView } from './modules.views';

// Told again as it is, as storefronts do when they start, it changes nothing.
const put = statement(
  'modules-put',
  `INSERT INTO modules AS d (shop_id, key, name, version, created_at, updated_at) VALUES ($1, $2, $3, 1, $4, $4)
   ON CONFLICT (shop_id, key) DO UPDATE SET name = excluded.name, version = d.version + 1, updated_at = excluded.updated_at
   WHERE d.name <> excluded.name`,
);

/** Keeps the modules that the storefront registers. */
@Injectable()
export class ModulesService {
  constructor(
    private readonly db: Database,
    private readonly queries: ModulesQueries,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  put(caller: Principal, key: string, { name }: PutModuleBody): Promise<RawJson<ModuleView>> {
    return this.db.transaction(async (tx) => {
      await put.rows(tx, [caller.shopId, key, JSON.stringify(name), this.clock.now()]);
      return this.queries.get(caller, key, tx);
    });
  }

  /** Groups forget what they said of it: registered again, it is new. */
  async remove(caller: Principal, key: string): Promise<void> {
    const { shopId } = caller;
    await this.db.transaction(async (tx) => {
      const before = await tx.findOne(StorefrontModule, {
        where: { shopId, key },
        lock: { mode: 'pessimistic_write' },
      });
      if (!before) throw new ModuleNotFound();
      await tx.delete(StorefrontModule, { shopId, key });
      await this.audit.add(tx, caller, {
        ...{ operation: 'modules.remove', resource: { type: 'modules', id: key }, before },
      });
    });
  }
}

import { Audit } from '@clientele/audit';
import { Clock } from '@clientele/config';
import type { FieldError, Principal } from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import { type RawJson, requireVersion } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { Group } from '../groups/group.entity';
import { lockGroup } from '../groups/groups.service';
import { ModuleException } from './module-exception.entity';
import type { PutGroupModulesBody } from './modules.bodies';
import { ModuleUnknown } from './modules.problems';
import { ModulesQueries } from './modules.queries';
import type { GroupModulesView } from './modules.views';

// The lock keeps the modules until the transaction has put what refers to them.
const known = statement<{ key: string }>(
  'modules-known',
  'SELECT key FROM modules WHERE shop_id = $1 AND key = ANY ($2::text[]) ORDER BY key FOR KEY SHARE',
);

/** Decides which modules the members of groups may use. */
@Injectable()
export class GroupModules {
  constructor(
    private readonly db: Database,
    private readonly queries: ModulesQueries,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  put(
    caller: Principal,
    groupId: string,
    version: number,
    { byDefault, exceptions }: PutGroupModulesBody,
  ): Promise<RawJson<GroupModulesView>> {
    return this.db.transaction(async (tx) => {
      const { shopId } = caller;
      const group = await lockGroup(tx, shopId, groupId);
      requireVersion(group.version, version);
      await requireModules(tx, shopId, exceptions);
      const before = saidOf(group.allowsModules, await keysOf(tx, groupId));
      const allowsModules = byDefault === 'allowed';

      await tx.update(Group, groupId, { allowsModules, version: version + 1, updatedAt: this.clock.now() });
      await tx.delete(ModuleException, { groupId });
      if (exceptions.length > 0)
        await tx.insert(
          ModuleException,
          exceptions.map((moduleKey) => ({ groupId, moduleKey, shopId })),
        );
      await this.audit.add(tx, caller, {
        ...{ operation: 'groups.putModules', resource: { type: 'groups', id: groupId } },
        ...{ before, after: saidOf(allowsModules, exceptions) },
      });
      return this.queries.ofGroup(caller, groupId, tx);
    });
  }
}

async function requireModules(tx: Tx, shopId: string, keys: readonly string[]): Promise<void> {
  const found = new Set((await known.rows(tx, [shopId, keys])).map(({ key }) => key));
  const errors: FieldError[] = keys.flatMap((key, i) =>
    found.has(key)
      ? []
      : [{ pointer: `/exceptions/${i}`, code: 'module-unknown', message: `There is no module ${key}.` }],
  );
  if (errors.length > 0) throw new ModuleUnknown({ errors });
}

async function keysOf(tx: Tx, groupId: string): Promise<string[]> {
  const exceptions = await tx.find(ModuleException, { where: { groupId }, order: { moduleKey: 'ASC' } });
  return exceptions.map(({ moduleKey }) => moduleKey);
}

const saidOf = (allowsModules: boolean, exceptions: readonly string[]): PutGroupModulesBody => ({
  ...{ byDefault: allowsModules ? 'allowed' : 'denied', exceptions: [...exceptions] },
});

import { Audit, changesOf } from '@clientele/audit';
import { newId, type Principal } from '@clientele/contracts';
import { Database, type Tx, violates } from '@clientele/database';
import { type Once, type RawJson, requireVersion } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { OWNER } from './delivered-roles';
import { requireHeld } from './role.domain';
import { Role } from './role.entity';
import type { CreateRoleBody, EditRoleBody } from './roles.bodies';
import { RoleInUse, RoleIsDelivered, RoleNotFound } from './roles.problems';
import { readRole } from './roles.queries';
import type { RoleView } from './roles.views';

/** Makes and changes roles. */
@Injectable()
export class RolesService {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  create(once: Once, caller: Principal, body: CreateRoleBody): Promise<RawJson<RoleView>> {
    requireHeld(caller, body.permissions);
    return once(async (tx) => {
      const id = newId();
      const position = ((await tx.maximum(Role, 'position', { shopId: caller.shopId })) ?? -1) + 1;
      await tx.insert(Role, { ...body, id, position, shopId: caller.shopId, code: null });
      await this.audit.add(tx, caller, {
        ...{ operation: 'roles.create', resource: { type: 'roles', id } },
        after: body,
      });
      return readRole(tx, caller.shopId, id);
    });
  }

  edit(caller: Principal, id: string, version: number, changes: EditRoleBody): Promise<RawJson<RoleView>> {
    return this.db.transaction(async (tx) => {
      const role = await lockRole(tx, caller, id);
      requireVersion(role.version, version);
      if (role.code === OWNER) throw new RoleIsDelivered();
      requireHeld(caller, [...role.permissions, ...(changes.permissions ?? [])]);

      await tx.update(Role, id, { ...changes, version: version + 1 });
      await this.audit.add(tx, caller, {
        ...{ operation: 'roles.edit', resource: { type: 'roles', id } },
        ...changesOf<object>(role, changes),
      });
      return readRole(tx, caller.shopId, id);
    });
  }

  remove(caller: Principal, id: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      const role = await lockRole(tx, caller, id);
      if (role.code !== null) throw new RoleIsDelivered();
      requireHeld(caller, role.permissions);

      await tx.delete(Role, id).catch((error: unknown) => {
        throw violates(error, 'employees_role_id_fkey') ? new RoleInUse() : error;
      });
      await this.audit.add(tx, caller, {
        ...{ operation: 'roles.remove', resource: { type: 'roles', id } },
        before: { name: role.name, permissions: role.permissions },
      });
    });
  }
}

async function lockRole(tx: Tx, { shopId }: Principal, id: string): Promise<Role> {
  const role = await tx.findOne(Role, { where: { id, shopId }, lock: { mode: 'pessimistic_write' } });
  if (!role) throw new RoleNotFound();
  return role;
}

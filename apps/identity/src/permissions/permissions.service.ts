import { Audit } from '@clientele/audit';
import { Clock } from '@clientele/config';
import type { Principal } from '@clientele/contracts';
import { Database, type Tx, violates } from '@clientele/database';
import { type Once, requireVersion } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { ArrayContains } from 'typeorm';
import { lockHierarchy } from '../profiles/lock-hierarchy';
import { Profile } from '../profiles/profile.entity';
import { DELIVERED_FUNCTION_NAMES } from './delivered-functions';
import { DELIVERED_FUNCTIONS, scopesOf } from './grant.domain';
import type { DefinePermissionBody, PermissionParam, RenamePermissionBody } from './permissions.bodies';
import { PermissionCodeTaken, PermissionInUse, PermissionNotFound } from './permissions.problems';
import type { PermissionsView, PermissionView } from './permissions.views';
import { ShopPermission } from './shop-permission.entity';

/** What profiles can allow: functions of the suite, and those that a shop defines for its storefront. */
@Injectable()
export class PermissionsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async list({ shopId }: Principal): Promise<PermissionsView> {
    const own = await this.db.manager.find(ShopPermission, { where: { shopId }, order: { code: 'ASC' } });
    const delivered = DELIVERED_FUNCTIONS.map((code) => ({
      code,
      name: { en: DELIVERED_FUNCTION_NAMES[code] ?? code },
      scopes: [...scopesOf(code)],
      ofShop: false,
      version: 1,
    }));
    return { items: [...delivered, ...own.map(toView)] };
  }

  define(once: Once, { shopId }: Principal, { code, name }: DefinePermissionBody): Promise<PermissionView> {
    return once(async (tx) => {
      const permission = { shopId, code, name, version: 1, createdAt: this.clock.now() };
      await tx.insert(ShopPermission, permission).catch((error: unknown) => {
        throw violates(error, 'shop_permissions_pkey') ? new PermissionCodeTaken() : error;
      });
      return toView(permission);
    });
  }

  rename(
    caller: Principal,
    { code }: PermissionParam,
    version: number,
    { name }: RenamePermissionBody,
  ): Promise<PermissionView> {
    return this.db.transaction(async (tx) => {
      const before = await lockPermission(tx, caller, code);
      requireVersion(before.version, version);
      const after = { name, version: version + 1 };
      await tx.update(ShopPermission, { shopId: caller.shopId, code }, after);
      await this.audit.add(tx, caller, {
        ...{ operation: 'permissions.rename', resource: { type: 'permissions', id: code } },
        ...{ before: { name: before.name }, after: { name } },
      });
      return toView({ code, ...after });
    });
  }

  remove(caller: Principal, { code }: PermissionParam): Promise<void> {
    const { shopId } = caller;
    return this.db.transaction(async (tx) => {
      await lockHierarchy(tx, shopId);
      const profiles = await tx.findBy(Profile, { shopId, permissions: ArrayContains([code]) });
      const before = await lockPermission(tx, caller, code);
      if (profiles.length > 0) throw new PermissionInUse({ profileIds: profiles.map(({ id }) => id) });
      await tx.delete(ShopPermission, { shopId, code });
      await this.audit.add(tx, caller, {
        ...{ operation: 'permissions.remove', resource: { type: 'permissions', id: code } },
        before: { name: before.name },
      });
    });
  }
}

async function lockPermission(tx: Tx, { shopId }: Principal, code: string): Promise<ShopPermission> {
  const permission = await tx.findOne(ShopPermission, {
    where: { shopId, code: code as ShopPermission['code'] },
    lock: { mode: 'pessimistic_write' },
  });
  if (!permission) throw new PermissionNotFound();
  return permission;
}

/** Codes of the functions that the shop has defined. */
export async function shopCodes(tx: Tx, shopId: string): Promise<ReadonlySet<string>> {
  const permissions = await tx.findBy(ShopPermission, { shopId });
  return new Set(permissions.map(({ code }) => code));
}

const toView = ({
  code,
  name,
  version,
}: Pick<ShopPermission, 'code' | 'name' | 'version'>): PermissionView => ({
  code,
  name,
  scopes: [...scopesOf(code)],
  ofShop: true,
  version,
});

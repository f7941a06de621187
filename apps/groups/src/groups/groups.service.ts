import { Audit, changesOf } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { actorOf, formatRate, newId, type Principal } from '@clientele/contracts';
import { Database, type Tx, violates } from '@clientele/database';
import { type Once, requireVersion } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { CategoryDiscount } from './category-discount.entity';
import { groupChange } from './group.domain';
import { countMembers } from './group-sizes.queries';
import { Group } from './group.entity';
import type { CategoryDiscountBody, CreateGroupBody, EditGroupBody } from './groups.bodies';
import {
  ExternalReferenceTaken,
  GroupBeingDeleted,
  GroupNotFound,
  RoleGroupCountsEverywhere,
} from './groups.problems';
import type { GroupView } from './groups.views';
import { requireShops } from './require-shops';

/** Changes groups; every change is announced with the whole state of the group. */
@Injectable()
export class GroupsService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  create(
    once: Once,
    caller: Principal,
    { categoryDiscounts, ...fields }: CreateGroupBody,
  ): Promise<GroupView> {
    return once(async (tx) => {
      const now = this.clock.now();
      const group = tx.create(Group, {
        externalReference: null,
        ...fields,
        id: newId(),
        shopId: caller.shopId,
        role: null,
        allowsModules: true,
        deletingAt: null,
        version: 1,
        createdAt: now,
        updatedAt: now,
      });

      await requireShops(tx, caller.shopId, fields.shopIds);
      await tx.insert(Group, group).catch(refuseTakenReference);
      const discounts = await replaceDiscounts(tx, group.id, categoryDiscounts);
      await this.outbox.add(tx, groupChange(group, discounts, actorOf(caller)));
      return toView(group, discounts, 0);
    });
  }

  edit(caller: Principal, id: string, version: number, body: EditGroupBody): Promise<GroupView> {
    return this.db.transaction(async (tx) => {
      const group = await lockGroup(tx, caller.shopId, id);
      requireVersion(group.version, version);
      return this.change(tx, caller, group, body);
    });
  }

  /** Needs no version: who wants prices hidden does not care what else was changed. */
  showPrices(caller: Principal, id: string, showPrices: boolean): Promise<GroupView> {
    return this.db.transaction(async (tx) => {
      const group = await lockGroup(tx, caller.shopId, id);
      return this.change(tx, caller, group, group.showPrices === showPrices ? undefined : { showPrices });
    });
  }

  private async change(
    tx: Tx,
    caller: Principal,
    before: Group,
    changes: EditGroupBody | undefined,
  ): Promise<GroupView> {
    const { id } = before;
    const known = await tx.findBy(CategoryDiscount, { groupId: id });
    const members = (await countMembers.first(tx, [id]))?.members ?? 0;
    if (!changes) return toView(before, known, members);
    const { categoryDiscounts, ...fields } = changes;
    if (before.role && fields.shopIds?.length) throw new RoleGroupCountsEverywhere();
    await requireShops(tx, before.shopId, fields.shopIds ?? []);
    const group = { ...before, ...fields, version: before.version + 1, updatedAt: this.clock.now() };

    await tx.update(Group, id, group).catch(refuseTakenReference);
    const discounts = categoryDiscounts ? await replaceDiscounts(tx, id, categoryDiscounts) : known;
    await this.outbox.add(tx, groupChange(group, discounts, actorOf(caller)));
    await this.audit.add(tx, caller, {
      ...{ operation: 'groups.edit', resource: { type: 'groups', id } },
      ...changesOf<object>(
        { ...before, categoryDiscounts: known },
        { ...fields, ...(categoryDiscounts && { categoryDiscounts: discounts }) },
      ),
    });
    return toView(group, discounts, members);
  }
}

/** A group of the shop, locked until the end of the transaction. */
export async function lockGroup(tx: Tx, shopId: string, id: string): Promise<Group> {
  const group = await tx.findOne(Group, { where: { id, shopId }, lock: { mode: 'for_no_key_update' } });
  if (!group) throw new GroupNotFound();
  if (group.deletingAt) throw new GroupBeingDeleted();
  return group;
}

async function replaceDiscounts(
  tx: Tx,
  groupId: string,
  discounts: readonly CategoryDiscountBody[],
): Promise<CategoryDiscount[]> {
  const rows = discounts.map(({ categoryId, discountPercent, includeSubcategories }) => ({
    ...{ groupId, categoryId, discountPercent, includeSubcategories },
  }));
  await tx.delete(CategoryDiscount, { groupId });
  if (rows.length > 0) await tx.insert(CategoryDiscount, rows);
  return rows;
}

function refuseTakenReference(error: unknown): never {
  throw violates(error, 'groups_shop_id_external_reference_key') ? new ExternalReferenceTaken() : error;
}

const toView = (group: Group, discounts: readonly CategoryDiscount[], members: number): GroupView => ({
  id: group.id,
  role: group.role,
  name: group.name,
  discountPercent: formatRate(group.discountPercent),
  priceDisplay: group.priceDisplay,
  showPrices: group.showPrices,
  categoryDiscounts: discounts.map(({ categoryId, discountPercent, includeSubcategories }) => ({
    categoryId,
    discountPercent: formatRate(discountPercent),
    includeSubcategories,
  })),
  shopIds: group.shopIds,
  members,
  state: 'active',
  position: group.position,
  externalReference: group.externalReference,
  createdAt: group.createdAt.toISOString(),
  updatedAt: group.updatedAt.toISOString(),
  version: group.version,
});

import { Clock } from '@clientele/config';
import { actorOf, formatRate, type Principal } from '@clientele/contracts';
import { Database, type Tx, violates } from '@clientele/database';
import { type Once, requireVersion } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { CategoryDiscount } from './category-discount.entity';
import { groupChange } from './group.domain';
import { countMembers } from './groups.queries';
import { Group } from './group.entity';
import type { CategoryDiscountBody, CreateGroupBody, EditGroupBody } from './groups.bodies';
import { ExternalReferenceTaken, GroupNotFound } from './groups.problems';
import type { GroupView } from './groups.views';

/** Changes groups; every change is announced with the whole state of the group. */
@Injectable()
export class GroupsService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
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
        id: uuidv7(),
        shopId: caller.shopId,
        role: null,
        version: 1,
        createdAt: now,
        updatedAt: now,
      });

      await tx.insert(Group, group).catch(refuseTakenReference);
      const discounts = await replaceDiscounts(tx, group.id, categoryDiscounts);
      await this.outbox.add(tx, groupChange(group, discounts, actorOf(caller)));
      return toView(group, discounts, 0);
    });
  }

  edit(
    caller: Principal,
    id: string,
    version: number,
    { categoryDiscounts, ...fields }: EditGroupBody,
  ): Promise<GroupView> {
    return this.db.transaction(async (tx) => {
      const group = await lockGroup(tx, caller.shopId, id);
      requireVersion(group.version, version);
      Object.assign(group, fields, { version: version + 1, updatedAt: this.clock.now() });

      await tx.update(Group, id, group).catch(refuseTakenReference);
      const discounts = categoryDiscounts
        ? await replaceDiscounts(tx, id, categoryDiscounts)
        : await tx.findBy(CategoryDiscount, { groupId: id });
      await this.outbox.add(tx, groupChange(group, discounts, actorOf(caller)));
      return toView(group, discounts, await countMembers(tx, id));
    });
  }
}

async function lockGroup(tx: Tx, shopId: string, id: string): Promise<Group> {
  const group = await tx.findOne(Group, { where: { id, shopId }, lock: { mode: 'for_no_key_update' } });
  if (!group) throw new GroupNotFound();
  return group;
}

async function replaceDiscounts(
  tx: Tx,
  groupId: string,
  discounts: readonly CategoryDiscountBody[],
): Promise<CategoryDiscount[]> {
  const rows = discounts.map(({ categoryId, discountPercent }) => ({ groupId, categoryId, discountPercent }));
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
  categoryDiscounts: discounts.map(({ categoryId, discountPercent }) => ({
    categoryId,
    discountPercent: formatRate(discountPercent),
  })),
  members,
  position: group.position,
  externalReference: group.externalReference,
  createdAt: group.createdAt.toISOString(),
  updatedAt: group.updatedAt.toISOString(),
  version: group.version,
});

import type { Principal } from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { Group } from './group.entity';
import { countReferences } from './group-deletions.queries';
import { GroupDetachment } from './group-detachment.service';
import { GroupReferences } from './group-references.service';
import type { DeleteGroupQuery } from './groups.bodies';
import {
  GroupBeingDeleted,
  GroupNotFound,
  GroupReferencesUnknown,
  GroupReferredTo,
  GroupUnknown,
  ReplacementNeeded,
  RoleGroupNeeded,
} from './groups.problems';
import { requireGroups } from './known-groups.queries';
import { roleGroupId } from './role-groups.domain';
import { RoleGroups } from './role-groups.service';

/** Deletes groups: gone at once for prices, rules and whoever would join; members are moved after that. */
@Injectable()
export class GroupDeletions {
  constructor(
    private readonly db: Database,
    private readonly references: GroupReferences,
    private readonly detachment: GroupDetachment,
    private readonly roleGroups: RoleGroups,
  ) {}

  async delete(
    caller: Principal,
    id: string,
    { references, replacementGroupId }: DeleteGroupQuery,
  ): Promise<void> {
    const { shopId } = caller;
    if (references === 'move' && replacementGroupId === undefined) throw new ReplacementNeeded();
    // Others are asked before the transaction, as nothing but Postgres is called inside.
    if (references === 'refuse') await this.refuseReferences(shopId, id);

    await this.db.transaction(async (tx) => {
      // The replacement, in a shop that nobody has registered in yet.
      await this.roleGroups.ensure(tx, shopId);
      // Nobody can join, and no rule can name the group, while it is locked like this.
      const lock = { mode: 'pessimistic_write' } as const;
      const group = requireDeletable(await tx.findOne(Group, { where: { id, shopId }, lock }));
      if (references === 'refuse') refuse({ ...(await countReferences.first(tx, [id, shopId])) });
      const replacementId = await replacementFor(tx, group, replacementGroupId);
      // What is refused is not there: there is nothing to move.
      const whatRefers = references === 'move' ? 'move' : 'remove';
      await this.detachment.detach(tx, caller, group, { replacementId, references: whatRefers });
    });
  }

  private async refuseReferences(shopId: string, id: string): Promise<void> {
    requireDeletable(await this.db.manager.findOneBy(Group, { id, shopId }));
    const { references, unavailable } = await this.references.of(shopId, id);
    refuse(Object.assign({}, ...references.map(({ counts }) => counts)));
    if (unavailable.length > 0) throw new GroupReferencesUnknown({ unavailable });
  }
}

function requireDeletable(group: Group | null): Group {
  if (!group) throw new GroupNotFound();
  if (group.role) throw new RoleGroupNeeded();
  if (group.deletingAt) throw new GroupBeingDeleted();
  return group;
}

function refuse(counts: Readonly<Record<string, number>>): void {
  if (Object.values(counts).every((count) => count === 0)) return;
  throw new GroupReferredTo({ detail: 'Say what is to happen with references=move or remove.', counts });
}

async function replacementFor(tx: Tx, group: Group, wanted: string | undefined): Promise<string> {
  if (wanted === undefined) return roleGroupId(group.shopId, 'customer');
  if (wanted === group.id) throw new GroupUnknown(REPLACES_ITSELF);
  await requireGroups(tx, group.shopId, { replacementGroupId: wanted });
  return wanted;
}

const REPLACES_ITSELF = {
  errors: [
    { pointer: 'replacementGroupId', code: 'replaces-itself', message: 'A group cannot replace itself.' },
  ],
};

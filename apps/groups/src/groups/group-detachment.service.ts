import { Audit } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { actorOf, type Principal } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { changeRulesThatGive } from '../auto-assignments/rules-of-group.queries';
import { changeSegmentsThatName } from '../segments/segments-of-group';
import { groupEnd } from './group.domain';
import { Group } from './group.entity';
import { GroupDeletion } from './group-deletion.entity';
import { replaceElsewhere } from './group-deletions.queries';

/** Takes a group out of all that leads to it: what is left to do after that is to move who is in it. */
@Injectable()
export class GroupDetachment {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Of a group that is locked; what refers to it names the replacement instead, or nothing. */
  async detach(
    tx: Tx,
    caller: Principal,
    group: Group,
    { replacementId, references }: { readonly replacementId: string; readonly references: 'move' | 'remove' },
  ): Promise<void> {
    const [now, actor, groupId] = [this.clock.now(), actorOf(caller), group.id];
    const insteadId = references === 'move' ? replacementId : null;
    await changeRulesThatGive(tx, groupId, insteadId, now);
    await changeSegmentsThatName(tx, this.outbox, caller, { groupId, insteadId, now });

    const ended = { ...group, version: group.version + 1, updatedAt: now, deletingAt: now };
    await tx.update(Group, groupId, ended);
    await replaceElsewhere.rows(tx, [groupId, replacementId]);
    await tx.insert(GroupDeletion, {
      ...{ groupId, replacementGroupId: replacementId, requestedAt: now },
      ...{ actorKind: actor.kind, actorId: actor.id },
    });
    await this.outbox.add(
      tx,
      groupEnd(ended, actor, { replacementGroupId: replacementId, belongings: references }),
    );
    await this.audit.add(tx, caller, {
      ...{ operation: 'groups.delete', resource: { type: 'groups', id: groupId } },
      ...{ before: group, after: { replacementGroupId: replacementId, references } },
    });
  }
}

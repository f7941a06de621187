import {
  type DomainEvent,
  GroupChanged,
  groupChanged,
  type GroupDeleted,
  groupDeleted,
  type MembershipsChanged,
  membershipsChanged,
  type SegmentDeleted,
  segmentDeleted,
} from '@clientele/contracts';
import { arrayText, statement, type Tx } from '@clientele/database';
import { Consume, ConsumeTogether, latestOfEach } from '@clientele/messaging';
import { keepSegments } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { Document } from '../documents/document.entity';
import { GraphicalProfile } from '../graphical-profiles/graphical-profile.entity';
import { moveGroupBelongings, removeGroupBelongings, standInOf } from '../owners/group-belongings';
import { GroupMentions } from '../owners/group-mentions.service';

// An equal version is a snapshot and is applied, unless it is of a group that is gone.
const keepGroup = statement(
  'known-groups-keep',
  `INSERT INTO known_groups AS g (id, name, deleted, version, shop_id) VALUES ($1, $2, false, $3, $4)
   ON CONFLICT (id) DO UPDATE
   SET name = excluded.name, deleted = false, version = excluded.version, shop_id = excluded.shop_id
   WHERE g.version < excluded.version OR (g.version = excluded.version AND NOT g.deleted)`,
);

const forgetGroup = statement(
  'known-groups-forget',
  `INSERT INTO known_groups AS g (id, name, deleted, version) VALUES ($1, '{}', true, $2)
   ON CONFLICT (id) DO UPDATE SET name = '{}', deleted = true, version = excluded.version
   WHERE g.version <= excluded.version`,
);

// Locks the customers' rows, so that events about one customer wait for each other.
const advance = statement<{ customerId: string }>(
  'customer-memberships-advance',
  `INSERT INTO customer_memberships AS m (customer_id, version) SELECT * FROM unnest($1::uuid[], $2::integer[])
   ON CONFLICT (customer_id) DO UPDATE SET version = excluded.version WHERE m.version <= excluded.version
   RETURNING customer_id AS "customerId"`,
);

// A statement of its own, as it must see what another event has written while we waited for the lock. `NOT IN` is looked up in
// a hash, while of `NOT EXISTS` Postgres, which does not know how many there are, makes a loop in a loop.
const keepMemberships = statement(
  'customer-groups-keep',
  `WITH news AS (
     SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::boolean[])
       AS i (customer_id, group_id, expires_at, is_default)
   ), ended AS (
     DELETE FROM customer_groups g
     WHERE g.customer_id = ANY ($1::uuid[]) AND (g.customer_id, g.group_id) NOT IN (SELECT customer_id, group_id FROM news)
   )
   INSERT INTO customer_groups (customer_id, group_id, is_default, expires_at)
   SELECT customer_id, group_id, is_default, expires_at FROM news
   WHERE (customer_id, group_id, is_default, coalesce(expires_at, 'infinity')) NOT IN (
     SELECT customer_id, group_id, is_default, coalesce(expires_at, 'infinity')
     FROM customer_groups WHERE customer_id = ANY ($1::uuid[]))
   ON CONFLICT (customer_id, group_id) DO UPDATE SET is_default = excluded.is_default, expires_at = excluded.expires_at`,
);

/** Keeps the groups and who is in them, for showing and filtering customers. */
@Injectable()
export class ProjectionsConsumer {
  constructor(private readonly mentions: GroupMentions) {}

  @Consume({ event: [groupChanged, groupDeleted], durable: 'identity-groups' })
  async keepGroup(event: DomainEvent<GroupChanged | GroupDeleted>, tx: Tx): Promise<void> {
    const { shopId, aggregate, actor, data } = event;
    const { groupId } = data;
    if (data instanceof GroupChanged) {
      await keepGroup.rows(tx, [groupId, JSON.stringify(data.name), aggregate.version, shopId]);
      return;
    }
    await forgetGroup.rows(tx, [groupId, aggregate.version]);
    const insteadId = await standInOf(tx, data);
    if (insteadId === null) await removeGroupBelongings(tx, groupId);
    else await moveGroupBelongings(tx, groupId, insteadId);
    await this.mentions.replace(tx, { ...actor, shopId }, groupId, insteadId);
  }

  /** Marks the segment as gone together with that, so that nothing is added to it meanwhile. */
  @Consume({ event: segmentDeleted, durable: 'identity-segment-belongings' })
  async removeBelongings(event: DomainEvent<SegmentDeleted>, tx: Tx): Promise<void> {
    await keepSegments([event], tx);
    const { segmentId } = event.data;
    for (const entity of [Document, GraphicalProfile]) await tx.delete(entity, { segmentId });
  }

  @ConsumeTogether({
    ...{ event: membershipsChanged, durable: 'identity-memberships' },
    ...{ gatherMs: 500, repeatable: true },
  })
  async keepMemberships(events: readonly DomainEvent<MembershipsChanged>[], tx: Tx): Promise<void> {
    const latest = latestOfEach(events);
    const advanced = await advance.rows(tx, [
      arrayText(latest.map(({ data }) => data.customerId)),
      arrayText(latest.map(({ aggregate }) => aggregate.version)),
    ]);
    const ids = new Set(advanced.map(({ customerId }) => customerId));
    const items = latest
      .filter(({ data }) => ids.has(data.customerId))
      .flatMap(({ data: { customerId, defaultGroupId, items: all } }) =>
        all.map(({ groupId, expiresAt }) => ({
          customerId,
          groupId,
          expiresAt,
          isDefault: groupId === defaultGroupId,
        })),
      );
    await keepMemberships.rows(tx, [
      arrayText([...ids]),
      arrayText(items.map(({ customerId }) => customerId)),
      arrayText(items.map(({ groupId }) => groupId)),
      arrayText(items.map(({ expiresAt }) => expiresAt)),
      arrayText(items.map(({ isDefault }) => isDefault)),
    ]);
  }
}

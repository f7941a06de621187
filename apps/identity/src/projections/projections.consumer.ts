import {
  type DomainEvent,
  GroupChanged,
  groupChanged,
  type GroupDeleted,
  groupDeleted,
  type MembershipsChanged,
  membershipsChanged,
} from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';

// An equal version is a snapshot and is applied, unless it is of a group that is gone.
const keepGroup = statement(
  'known-groups-keep',
  `INSERT INTO known_groups AS g (id, name, deleted, version) VALUES ($1, $2, false, $3)
   ON CONFLICT (id) DO UPDATE SET name = excluded.name, deleted = false, version = excluded.version
   WHERE g.version < excluded.version OR (g.version = excluded.version AND NOT g.deleted)`,
);

const forgetGroup = statement(
  'known-groups-forget',
  `INSERT INTO known_groups AS g (id, name, deleted, version) VALUES ($1, '{}', true, $2)
   ON CONFLICT (id) DO UPDATE SET name = '{}', deleted = true, version = excluded.version
   WHERE g.version <= excluded.version`,
);

// Locks the customer's row, so that events about one customer wait for each other.
const advance = statement<{ version: number }>(
  'customer-memberships-advance',
  `INSERT INTO customer_memberships AS m (customer_id, version) VALUES ($1, $2)
   ON CONFLICT (customer_id) DO UPDATE SET version = excluded.version WHERE m.version <= excluded.version
   RETURNING version`,
);

// A statement of its own, as it must see what another event has written while we waited for the lock.
const keepMemberships = statement(
  'customer-groups-keep',
  `WITH ended AS (
     DELETE FROM customer_groups WHERE customer_id = $1 AND group_id <> ALL ($2::uuid[])
   )
   INSERT INTO customer_groups (customer_id, group_id, is_default, expires_at)
   SELECT $1, group_id, group_id = $4, expires_at
   FROM unnest($2::uuid[], $3::timestamptz[]) AS i (group_id, expires_at)
   ON CONFLICT (customer_id, group_id) DO UPDATE SET is_default = excluded.is_default, expires_at = excluded.expires_at`,
);

/** Keeps the groups and who is in them, for showing and filtering customers. */
@Injectable()
export class ProjectionsConsumer {
  @Consume({ event: [groupChanged, groupDeleted], durable: 'identity-groups' })
  async keepGroup({ aggregate, data }: DomainEvent<GroupChanged | GroupDeleted>, tx: Tx): Promise<void> {
    if (data instanceof GroupChanged) {
      await keepGroup.rows(tx, [data.groupId, JSON.stringify(data.name), aggregate.version]);
    } else {
      await forgetGroup.rows(tx, [data.groupId, aggregate.version]);
    }
  }

  @Consume({ event: membershipsChanged, durable: 'identity-memberships', together: true })
  async keepMemberships({ aggregate, data }: DomainEvent<MembershipsChanged>, tx: Tx): Promise<void> {
    if (!(await advance.first(tx, [data.customerId, aggregate.version]))) return;
    await keepMemberships.rows(tx, [
      data.customerId,
      data.items.map(({ groupId }) => groupId),
      data.items.map(({ expiresAt }) => expiresAt ?? null),
      data.defaultGroupId,
    ]);
  }
}

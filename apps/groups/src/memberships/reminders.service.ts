import { Clock } from '@clientele/config';
import { membershipExpiring, systemActor } from '@clientele/contracts';
import { Database, statement } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { GroupsConfig } from '../groups.config';

interface Ending extends Record<string, unknown> {
  readonly customerId: string;
  readonly groupId: string;
  readonly shopId: string;
  readonly expiresAt: Date;
  readonly days: number;
  readonly version: number;
}

/**
 * `(now, days, zone of shops that none was told of)`: takes some memberships that end soon, once for each end. Those that others are at are left for later. The
 * longest time of all rules bounds what is read of the index; one that is not longer than its own time is left out.
 */
const take = statement<Ending>(
  'memberships-take-ending',
  `WITH ending AS (
     SELECT s.customer_id, s.group_id, s.expires_at, d.days
     FROM memberships s JOIN members o ON o.customer_id = s.customer_id LEFT JOIN known_shops k ON k.id = o.shop_id
       LEFT JOIN grants g ON g.id = s.grant_id LEFT JOIN auto_assignments r ON r.id = g.rule_id
       CROSS JOIN LATERAL (SELECT coalesce(r.reminder_days, $2::integer) AS days, coalesce(k.time_zone, $3) AS zone) d
     WHERE s.expires_at IS NOT NULL AND s.reminded_for IS DISTINCT FROM s.expires_at
       AND s.expires_at > $1::timestamptz
       AND s.expires_at <= $1::timestamptz + make_interval(days => greatest($2::integer, (SELECT max(reminder_days) FROM auto_assignments)) + 1)
       AND d.days > 0
       AND (s.expires_at AT TIME ZONE d.zone - make_interval(days => d.days)) AT TIME ZONE d.zone BETWEEN s.started_at AND $1
     ORDER BY s.expires_at LIMIT 500
     FOR NO KEY UPDATE OF s SKIP LOCKED
   )
   UPDATE memberships s SET reminded_for = e.expires_at
   FROM ending e JOIN members m ON m.customer_id = e.customer_id
   WHERE s.customer_id = e.customer_id AND s.group_id = e.group_id
   RETURNING s.customer_id AS "customerId", s.group_id AS "groupId", m.shop_id AS "shopId", e.expires_at AS "expiresAt",
             e.days, m.version`,
);

/** Tells some days before of memberships that end. */
@Injectable()
export class Reminders {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly config: GroupsConfig,
    private readonly outbox: Outbox,
  ) {}

  /** Tells of some, in one short transaction, and how many they were; any number of replicas may do so at once. */
  remindSome(): Promise<number> {
    return this.db.transaction(async (tx) => {
      const now = this.clock.now();
      const { expiryReminderDays, shopTimeZone } = this.config;
      const ending = await take.rows(tx, [now, expiryReminderDays, shopTimeZone]);
      await this.outbox.add(tx, ...ending.map((one) => eventOf(one, now)));
      return ending.length;
    });
  }
}

const eventOf = ({ customerId, groupId, shopId, expiresAt, days, version }: Ending, occurredAt: Date) =>
  membershipExpiring.create(
    { aggregate: { id: customerId, version }, shopId, actor: systemActor('groups-reminders'), occurredAt },
    { customerId, groupId, expiresAt: expiresAt.toISOString(), days },
  );

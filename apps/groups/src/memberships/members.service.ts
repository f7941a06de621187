import { Clock } from '@clientele/config';
import type { Actor } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { RoleGroups } from '../groups/role-groups.service';
import { roleGroupId } from '../groups/role-groups.domain';
import type { Grant } from './grant.domain';
import {
  fallbackOf,
  membershipsChange,
  type MemberState,
  type MembershipState,
  unknownMember,
} from './member.domain';
import { lockMember, openMember, readMembers } from './members.queries';
import { MembershipsNotFound } from './memberships.problems';

/** A customer before and after, and the grants that made the difference, if any. */
export interface MemberChange {
  readonly before: MemberState;
  readonly after: MemberState;
  readonly grants?: readonly Grant[];
}

// State, ledger and event in one round trip; the grants are there when the memberships' foreign keys are checked.
const save = statement(
  'members-save',
  `WITH granted AS (
     INSERT INTO grants (id, customer_id, group_id, order_id, order_line_id, product_id, rule_id, granted_at, duration, until, on_repurchase)
     SELECT g."id", g."customerId", g."groupId", g."orderId", g."lineId", g."productId", g."ruleId", g."grantedAt", g."duration", g."until", g."onRepurchase"
     FROM jsonb_to_recordset($1::jsonb) AS g ("id" uuid, "customerId" uuid, "groupId" uuid, "orderId" uuid, "lineId" uuid, "productId" text,
       "ruleId" uuid, "grantedAt" timestamptz, "duration" text, "until" timestamptz, "onRepurchase" text)
   ), changed AS (
     UPDATE members m SET default_group_id = c."defaultGroupId", fallback_group_id = c."fallbackGroupId",
                          registered = c."registered", version = c."version", updated_at = $5
     FROM jsonb_to_recordset($2::jsonb) AS c ("customerId" uuid, "defaultGroupId" uuid, "fallbackGroupId" uuid, "registered" boolean, "version" integer)
     WHERE m.customer_id = c."customerId"
   ), ended AS (
     DELETE FROM memberships s USING jsonb_to_recordset($3::jsonb) AS e ("customerId" uuid, "groupId" uuid)
     WHERE s.customer_id = e."customerId" AND s.group_id = e."groupId"
   ), joined AS (
     INSERT INTO memberships (customer_id, group_id, started_at, expires_at, default_at, base_source, base_expires_at, grant_id)
     SELECT j."customerId", j."groupId", j."startedAt", j."expiresAt", j."defaultAt", j."baseSource", j."baseExpiresAt", j."grantId"
     FROM jsonb_to_recordset($4::jsonb) AS j ("customerId" uuid, "groupId" uuid, "startedAt" timestamptz, "expiresAt" timestamptz,
       "defaultAt" timestamptz, "baseSource" text, "baseExpiresAt" timestamptz, "grantId" uuid)
     ON CONFLICT (customer_id, group_id) DO UPDATE
       SET started_at = excluded.started_at, expires_at = excluded.expires_at, default_at = excluded.default_at,
           base_source = excluded.base_source, base_expires_at = excluded.base_expires_at, grant_id = excluded.grant_id
   )
   INSERT INTO outbox (id, type, event)
   SELECT id, type, event FROM unnest($6::uuid[], $7::text[], $8::json[]) AS e (id, type, event)`,
);

/** Loads customers under a lock and stores what became of them, together with the events that tell it. */
@Injectable()
export class Members {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly roleGroups: RoleGroups,
  ) {}

  /** A known customer of the shop, locked until the end of the transaction. */
  async lock(tx: Tx, shopId: string, customerId: string): Promise<MemberState> {
    if (!(await lockMember.first(tx, [shopId, customerId]))) throw new MembershipsNotFound();
    return this.read(tx, customerId);
  }

  /** A customer, locked; made if events about it arrive before its registration. */
  async lockOrOpen(tx: Tx, shopId: string, customerId: string): Promise<MemberState> {
    await this.roleGroups.ensure(tx, shopId);
    const now = this.clock.now();
    const made = await openMember.first(tx, [customerId, shopId, roleGroupId(shopId, 'customer'), now]);
    return made ? unknownMember(customerId, shopId, now) : this.read(tx, customerId);
  }

  /** Stores what changed, and tells it: one event per customer whose memberships are others now. */
  async save(tx: Tx, changes: readonly MemberChange[], actor: Actor): Promise<MemberState[]> {
    const now = this.clock.now();
    const written = changes.map((change) => ({ ...change, after: counted(change), rows: rowsOf(change) }));
    const events = written
      .filter(({ before, after }) => after.version > before.version)
      .map(({ after }) => this.outbox.values(membershipsChange(after, actor, now)));

    await save.rows(tx, [
      JSON.stringify(
        written.flatMap(({ after, grants = [] }) =>
          grants.map((grant) => ({ ...grant, customerId: after.customerId })),
        ),
      ),
      JSON.stringify(
        written.map(({ after }) => ({
          ...after,
          fallbackGroupId: fallbackOf(after),
          memberships: undefined,
        })),
      ),
      JSON.stringify(written.flatMap(({ rows }) => rows.ended)),
      JSON.stringify(written.flatMap(({ rows }) => rows.joined)),
      now,
      events.map(({ id }) => id),
      events.map(({ type }) => type),
      events.map(({ event }) => event),
    ]);
    return written.map(({ after }) => after);
  }

  private async read(tx: Tx, customerId: string): Promise<MemberState> {
    const [member] = await readMembers(tx, [customerId]);
    if (!member) throw new MembershipsNotFound();
    return member;
  }
}

function counted({ before, after }: MemberChange): MemberState {
  const { ended, joined } = rowsOf({ before, after });
  const same =
    before.version > 0 &&
    ended.length + joined.length === 0 &&
    before.defaultGroupId === after.defaultGroupId;
  return { ...after, version: same ? before.version : before.version + 1 };
}

/** The rows that differ between before and after. */
function rowsOf({ before, after }: MemberChange) {
  const { customerId } = after;
  // A customer that was only just made has no rows yet.
  const stored = new Map(
    before.version === 0
      ? []
      : before.memberships.map((membership) => [membership.groupId, textOf(membership)]),
  );
  const left = new Set(after.memberships.map(({ groupId }) => groupId));
  return {
    ended: [...stored.keys()]
      .filter((groupId) => !left.has(groupId))
      .map((groupId) => ({ customerId, groupId })),
    joined: after.memberships
      .filter((membership) => stored.get(membership.groupId) !== textOf(membership))
      .map(({ base, ...membership }) => ({
        ...membership,
        customerId,
        baseSource: base?.source ?? null,
        baseExpiresAt: base?.expiresAt ?? null,
      })),
  };
}

const textOf = ({ groupId, startedAt, expiresAt, defaultAt, base, grantId }: MembershipState): string =>
  JSON.stringify([groupId, startedAt, expiresAt, defaultAt, base?.source, base?.expiresAt, grantId]);

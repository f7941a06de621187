import { Clock } from '@clientele/config';
import type { Actor } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { RoleGroups } from '../groups/role-groups.service';
import { roleGroupId } from '../groups/role-groups.domain';
import { type MemberChange, writtenOf } from './member-change.domain';
import { membershipsChange, type MemberState, unknownMember } from './member.domain';
import { lockMember, openMembers, readMembers } from './members.queries';
import { MembershipsNotFound } from './memberships.problems';

// State, ledger, history and event in one round trip; the grants are there when the memberships' foreign keys are checked.
// Arrays of objects and not one array in JSON: of that Postgres expects a hundred rows, and would read all members to find one.
const save = statement(
  'members-save',
  `WITH granted AS (
     INSERT INTO grants (id, customer_id, group_id, order_id, order_line_id, product_id, rule_id, granted_at, duration, until, on_repurchase,
                         take_back, makes_default, revoked_at)
     SELECT g."id", g."customerId", g."groupId", g."orderId", g."lineId", g."productId", g."ruleId", g."grantedAt", g."duration", g."until", g."onRepurchase",
            g."takeBack", g."makesDefault", g."revokedAt"
     FROM unnest($1::jsonb[]) AS r, jsonb_to_record(r) AS g ("id" uuid, "customerId" uuid, "groupId" uuid, "orderId" uuid, "lineId" uuid, "productId" text,
       "ruleId" uuid, "grantedAt" timestamptz, "duration" text, "until" timestamptz, "onRepurchase" text,
       "takeBack" boolean, "makesDefault" boolean, "revokedAt" timestamptz)
   ), changed AS (
     UPDATE members m SET default_group_id = c."defaultGroupId", fallback_group_id = c."fallbackGroupId",
                          registered = c."registered", version = c."version", updated_at = $5
     FROM unnest($2::jsonb[]) AS r, jsonb_to_record(r) AS c ("customerId" uuid, "defaultGroupId" uuid, "fallbackGroupId" uuid, "registered" boolean, "version" integer)
     WHERE m.customer_id = c."customerId"
   ), ended AS (
     DELETE FROM memberships s USING unnest($3::jsonb[]) AS r, jsonb_to_record(r) AS e ("customerId" uuid, "groupId" uuid)
     WHERE s.customer_id = e."customerId" AND s.group_id = e."groupId"
   ), joined AS (
     INSERT INTO memberships (customer_id, group_id, started_at, expires_at, default_at, chosen_at, base_source, base_expires_at, grant_id)
     SELECT j."customerId", j."groupId", j."startedAt", j."expiresAt", j."defaultAt", j."chosenAt", j."baseSource", j."baseExpiresAt", j."grantId"
     FROM unnest($4::jsonb[]) AS r, jsonb_to_record(r) AS j ("customerId" uuid, "groupId" uuid, "startedAt" timestamptz, "expiresAt" timestamptz,
       "defaultAt" timestamptz, "chosenAt" timestamptz, "baseSource" text, "baseExpiresAt" timestamptz, "grantId" uuid)
     ON CONFLICT (customer_id, group_id) DO UPDATE
       SET started_at = excluded.started_at, expires_at = excluded.expires_at, default_at = excluded.default_at,
           chosen_at = excluded.chosen_at,
           base_source = excluded.base_source, base_expires_at = excluded.base_expires_at, grant_id = excluded.grant_id
   ), remembered AS (
     INSERT INTO membership_changes (id, customer_id, group_id, kind, expires_at, grant_id, actor_kind, actor_id, changed_at)
     SELECT h."id", h."customerId", h."groupId", h."kind", h."expiresAt", h."grantId", $10, $11, $5
     FROM unnest($9::jsonb[]) AS r, jsonb_to_record(r) AS h ("id" uuid, "customerId" uuid, "groupId" uuid, "kind" text,
       "expiresAt" timestamptz, "grantId" uuid)
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
    const [member] = await this.lockOrOpenAll(tx, shopId, [customerId]);
    if (!member) throw new MembershipsNotFound();
    return member;
  }

  /** The same for many of a shop at once. */
  async lockOrOpenAll(
    tx: Tx,
    shopId: string,
    customerIds: readonly string[],
  ): Promise<readonly MemberState[]> {
    await this.roleGroups.ensure(tx, shopId);
    const now = this.clock.now();
    const group = roleGroupId(shopId, 'customer');
    const rows = await openMembers.rows(tx, [customerIds, shopId, group, now]);
    const made = new Set(rows.map(({ customerId }) => customerId));
    const others = customerIds.filter((id) => !made.has(id));
    const known = others.length > 0 ? await readMembers(tx, others) : [];
    return [...known, ...[...made].map((id) => unknownMember(id, shopId, now))];
  }

  /** Stores what changed, and tells it: one event per customer whose memberships are others now. */
  async save(tx: Tx, changes: readonly MemberChange[], actor: Actor): Promise<void> {
    const now = this.clock.now();
    const written = changes.map(writtenOf);
    const events = written
      .filter(({ isNews }) => isNews)
      .map(({ after }) => this.outbox.values(membershipsChange(after, actor, now)));

    await save.rows(tx, [
      texts(written.flatMap(({ granted }) => granted)),
      texts(written.map(({ row }) => row)),
      texts(written.flatMap(({ ended }) => ended)),
      texts(written.flatMap(({ joined }) => joined)),
      now,
      events.map(({ id }) => id),
      events.map(({ type }) => type),
      events.map(({ event }) => event),
      texts(written.flatMap(({ history }) => history.map((entry) => ({ ...entry, id: uuidv7() })))),
      actor.kind,
      actor.id,
    ]);
  }

  private async read(tx: Tx, customerId: string): Promise<MemberState> {
    const [member] = await readMembers(tx, [customerId]);
    if (!member) throw new MembershipsNotFound();
    return member;
  }
}

const texts = (rows: readonly object[]): string[] => rows.map((row) => JSON.stringify(row));

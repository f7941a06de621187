import { arrayText, statement, type Tx } from '@clientele/database';
import type { Grant } from './grant.domain';
import type { writtenOf } from './member-change.domain';
import type { BaseSource, Causes, MemberState, MembershipState } from './member.domain';

/** A membership as it is read: writing and reading the names of its fields would take half of the time. */
type MembershipValues = readonly [
  groupId: string,
  startedAt: string,
  expiresAt: string | null,
  defaultAt: string | null,
  chosenAt: string | null,
  baseSource: BaseSource | null,
  baseExpiresAt: string | null,
  grantId: string | null,
];

/** A customer as it is read. */
export interface MemberRow extends Omit<MemberState, 'memberships'> {
  readonly memberships: readonly MembershipValues[];
  readonly updatedAt: Date;
}

/** SQL of the columns of member `m`, as `memberOf` takes them. */
export const MEMBER_COLUMNS = `
  m.customer_id AS "customerId", m.shop_id AS "shopId", m.registered, m.default_group_id AS "defaultGroupId",
  m.version, m.updated_at AS "updatedAt",
  (SELECT coalesce(json_agg(json_build_array(
            s.group_id, s.started_at, s.expires_at, s.default_at, s.chosen_at, s.base_source, s.base_expires_at, s.grant_id)), '[]')
   FROM memberships s WHERE s.customer_id = m.customer_id) AS memberships`;

/** Locks a customer, if it is known. A statement of its own: what is read after it is what the lock protects. */
export const lockMember = statement<{ customerId: string }>(
  'members-lock',
  `SELECT customer_id AS "customerId" FROM members WHERE shop_id = $1 AND customer_id = $2 FOR NO KEY UPDATE`,
);

/** Comes back if the customer was closed, or is part of another one. */
export const closedCustomer = statement(
  'members-closed',
  'SELECT FROM customer_facts WHERE customer_id = $1 AND NOT is_open',
);

/**
 * Locks customers, in an order that all follow, and makes those first that are not known; only these come back. The
 * condition that never holds still locks.
 */
export const openMembers = statement<{ customerId: string }>(
  'members-open',
  `INSERT INTO members (customer_id, shop_id, default_group_id, fallback_group_id, registered, version, created_at, updated_at)
   SELECT id, $2, $3, $3, false, 0, $4, $4 FROM unnest($1::uuid[]) AS id ORDER BY id
   ON CONFLICT (customer_id) DO UPDATE SET version = members.version WHERE false
   RETURNING customer_id AS "customerId"`,
);

const openAs = statement<{ customerId: string }>(
  'members-open-registered',
  `WITH made AS (
     INSERT INTO members (customer_id, shop_id, default_group_id, fallback_group_id, registered, version, created_at, updated_at)
     SELECT id, $2, default_group_id, fallback_group_id, true, 1, $5, $5
     FROM unnest($1::uuid[], $3::uuid[], $4::uuid[]) AS r (id, default_group_id, fallback_group_id) ORDER BY id
     ON CONFLICT (customer_id) DO UPDATE SET version = members.version WHERE false
     RETURNING customer_id
   ), noted AS (
     INSERT INTO fact_changes (customer_id, facts) SELECT customer_id, '{groups,defaultGroup}' FROM made
   )
   SELECT customer_id AS "customerId" FROM made`,
);

/** The same for those that are registered by now: made as their first row says, with what their segments have to know. */
export async function openRegistered(
  tx: Tx,
  shopId: string,
  first: readonly Pick<ReturnType<typeof writtenOf>, 'row'>[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const of = (field: 'customerId' | 'defaultGroupId' | 'fallbackGroupId'): string =>
    arrayText(first.map(({ row }) => row[field]));
  const made = await openAs.rows(tx, [
    ...[of('customerId'), shopId, of('defaultGroupId'), of('fallbackGroupId'), now],
  ]);
  return new Set(made.map(({ customerId }) => customerId));
}

/** How many memberships that are over are taken at once at most. */
export const MOST_DUE = 300;

/**
 * Locks some customers with memberships that are over, leaving out those that others are at. How many stands in
 * the statement: a plan made without knowing it would reckon with a tenth of the table.
 */
export const lockDue = statement<{ customerId: string }>(
  'members-lock-due',
  `SELECT m.customer_id AS "customerId"
   FROM memberships s JOIN members m ON m.customer_id = s.customer_id
   WHERE s.expires_at <= $1
   ORDER BY s.expires_at LIMIT ${MOST_DUE}
   FOR NO KEY UPDATE OF m SKIP LOCKED`,
);

/** Locks some members of a group, in an order that all follow. */
export const lockMembersOf = statement<{ customerId: string }>(
  'members-lock-of-group',
  `SELECT m.customer_id AS "customerId"
   FROM memberships s JOIN members m ON m.customer_id = s.customer_id
   WHERE s.group_id = $1
   ORDER BY s.customer_id LIMIT 500
   FOR NO KEY UPDATE OF m`,
);

const byIds = statement<MemberRow>(
  'members-by-ids',
  `SELECT ${MEMBER_COLUMNS} FROM members m WHERE m.customer_id = ANY ($1::uuid[])`,
);

const page = statement<MemberRow>(
  'members-page',
  `SELECT ${MEMBER_COLUMNS} FROM members m WHERE $1::uuid IS NULL OR m.customer_id > $1 ORDER BY m.customer_id LIMIT $2`,
);

/** SQL of the columns of a grant, with whose it is. */
export const GRANT_COLUMNS = `
  customer_id AS "customerId", id, group_id AS "groupId", order_id AS "orderId", order_line_id AS "lineId",
  product_id AS "productId", rule_id AS "ruleId", granted_at AS "grantedAt", duration, until,
  on_repurchase AS "onRepurchase", take_back AS "takeBack", makes_default AS "makesDefault",
  began_apart AS "beganApart"`;

/** What an order gave; `counts` unless it was revoked. */
export type StoredGrant = Grant & { readonly customerId: string; readonly counts: boolean };

const grants = statement<StoredGrant>(
  'grants-of-members',
  `SELECT ${GRANT_COLUMNS}, revoked_at IS NULL AS counts
   FROM grants WHERE (customer_id = ANY ($1::uuid[]) AND group_id = ANY ($2::uuid[])) OR order_id = ANY ($3::uuid[])`,
);

/** No longer counts what orders gave a customer in a group. */
export const revokeGrants = statement(
  'grants-revoke',
  'UPDATE grants SET revoked_at = $3 WHERE customer_id = $1 AND group_id = $2 AND revoked_at IS NULL',
);

/** A customer as stored, with the time of its last change. */
export type StoredMember = MemberState & { readonly updatedAt: Date };

export const readMembers = async (tx: Tx, customerIds: readonly string[]): Promise<StoredMember[]> =>
  (await byIds.rows(tx, [arrayText(customerIds)])).map(memberOf);

/** Customers in the order of their ids, after one of them. */
export const readMembersAfter = async (
  tx: Tx,
  after: string | null,
  limit: number,
): Promise<StoredMember[]> => (await page.rows(tx, [after, limit])).map(memberOf);

/** What orders gave customers in some groups, and what some orders gave whoever has it now in any. */
export const readGrants = (
  tx: Tx,
  customerIds: readonly string[],
  groupIds: readonly string[],
  orderIds: readonly string[],
): Promise<readonly StoredGrant[]> => grants.rows(tx, [customerIds, groupIds, orderIds]);

const causes = statement<{ id: string } & Pick<Grant, 'orderId' | 'productId' | 'ruleId'>>(
  'grants-causes',
  'SELECT id, order_id AS "orderId", product_id AS "productId", rule_id AS "ruleId" FROM grants WHERE id = ANY ($1::uuid[])',
);

/** The orders behind the memberships of customers; only what is not among `known` grants is looked for. */
export async function causesOf(
  tx: Tx,
  members: readonly Pick<MemberState, 'memberships'>[],
  known: readonly Grant[] = [],
): Promise<Causes> {
  const found = new Map(known.map((grant) => [grant.id, grant]));
  const ids = members.flatMap(({ memberships }) => memberships.flatMap(({ grantId }) => grantId ?? []));
  const missing = ids.filter((id) => !found.has(id));
  const stored = missing.length > 0 ? await causes.rows(tx, [missing]) : [];
  return new Map([...found, ...stored.map((cause) => [cause.id, cause] as const)]);
}

/** A customer as rules know it. */
export const memberOf = ({ memberships, ...member }: MemberRow): StoredMember => ({
  ...member,
  memberships: memberships
    .map(membershipOf)
    .toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime()),
});

const membershipOf = ([
  ...[groupId, startedAt, expiresAt, defaultAt, chosenAt, source, baseExpiresAt, grantId]
]: MembershipValues): MembershipState => ({
  ...{ groupId, startedAt: new Date(startedAt), expiresAt: dateOf(expiresAt), grantId },
  ...{ defaultAt: dateOf(defaultAt), chosenAt: dateOf(chosenAt) },
  base: source && { source, expiresAt: dateOf(baseExpiresAt) },
});

/** An instant as JSON has it. */
export const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

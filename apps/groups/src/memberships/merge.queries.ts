import { statement, type Tx } from '@clientele/database';
import type { Grant } from './grant.domain';
import { dateOf, GRANT_COLUMNS } from './members.queries';
import type { MovedMembership } from './merge.domain';
import type { BaseSource, MembershipState } from './member.domain';

/** A membership as it is remembered. */
interface MembershipJson extends Pick<MembershipState, 'groupId' | 'grantId'> {
  readonly startedAt: string;
  readonly expiresAt: string | null;
  readonly defaultAt: string | null;
  /** Absent in what was kept by an older version. */
  readonly chosenAt?: string | null;
  readonly baseSource: BaseSource | null;
  readonly baseExpiresAt: string | null;
}

// A second time under the same merge something came late: what is remembered stays if it says more than orders do.
const keep = statement(
  'merged-memberships-keep',
  `INSERT INTO merged_memberships (merge_id, group_id, from_membership, into_membership)
   SELECT $1::uuid, "groupId", "from", "into"
   FROM jsonb_to_recordset($2::jsonb) AS m ("groupId" uuid, "from" jsonb, "into" jsonb)
   ON CONFLICT (merge_id, group_id) DO UPDATE SET from_membership = excluded.from_membership
   WHERE merged_memberships.from_membership ->> 'baseSource' IS NULL`,
);

const read = statement<{ groupId: string; from: MembershipJson; into: MembershipJson | null }>(
  'merged-memberships-read',
  `SELECT group_id AS "groupId", from_membership AS "from", into_membership AS "into"
   FROM merged_memberships WHERE merge_id = $1`,
);

/** `(merge, groups)`: what went back needs no memory. */
export const forgetMoved = statement(
  'merged-memberships-forget',
  'DELETE FROM merged_memberships WHERE merge_id = $1 AND group_id = ANY ($2::uuid[])',
);

/** Locks customers that are known, in an order that all follow. */
export const lockBoth = statement(
  'members-lock-both',
  'SELECT FROM members WHERE customer_id = ANY ($1::uuid[]) ORDER BY customer_id FOR NO KEY UPDATE',
);

const grants = statement<Grant & { customerId: string }>(
  'grants-of-both',
  `SELECT ${GRANT_COLUMNS} FROM grants WHERE customer_id = ANY ($1::uuid[]) AND revoked_at IS NULL`,
);

/** `(grants)`: they began a time in a group before the customer who paid for it was merged. */
export const keepApart = statement(
  'grants-keep-apart',
  'UPDATE grants SET began_apart = true WHERE id = ANY ($1::uuid[])',
);

/** Remembers under a merge what it moved. */
export async function keepMoved(tx: Tx, mergeId: string, moved: readonly MovedMembership[]): Promise<void> {
  const rows = moved.map(({ groupId, from, into }) => ({
    ...{ groupId, from: jsonOf(from), into: into && jsonOf(into) },
  }));
  await keep.rows(tx, [mergeId, JSON.stringify(rows)]);
}

/** What a merge moved and did not go back yet. */
export const readMoved = async (tx: Tx, mergeId: string): Promise<MovedMembership[]> =>
  (await read.rows(tx, [mergeId])).map(({ groupId, from, into }) => ({
    ...{ groupId, from: membershipOf(from), into: into && membershipOf(into) },
  }));

/** What orders gave two customers and still counts. */
export const readGrantsOf = (
  tx: Tx,
  customerIds: readonly string[],
): Promise<readonly (Grant & { readonly customerId: string })[]> => grants.rows(tx, [customerIds]);

const jsonOf = ({ base, ...membership }: MembershipState): object => ({
  ...membership,
  baseSource: base?.source ?? null,
  baseExpiresAt: base?.expiresAt ?? null,
});

const membershipOf = ({
  baseSource: source,
  baseExpiresAt,
  ...membership
}: MembershipJson): MembershipState => ({
  ...{ ...membership, startedAt: new Date(membership.startedAt), expiresAt: dateOf(membership.expiresAt) },
  ...{ defaultAt: dateOf(membership.defaultAt), chosenAt: dateOf(membership.chosenAt ?? null) },
  base: source && { source, expiresAt: dateOf(baseExpiresAt) },
});

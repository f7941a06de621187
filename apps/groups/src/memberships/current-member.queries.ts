import { type Database, statement, type Tx } from '@clientele/database';
import type { Grant } from './grant.domain';
import { replaceGroups } from './member-by-hand.domain';
import { type Causes, expire, type MemberState } from './member.domain';
import { MEMBER_COLUMNS, type MemberRow, memberOf } from './members.queries';

/** A customer by its groups at an instant, and the orders behind them. */
export interface CurrentMember {
  readonly member: MemberState;
  readonly causes: Causes;
}

interface Row extends MemberRow {
  readonly replacements: Readonly<Record<string, string>> | null;
  readonly causes:
    readonly ({ readonly id: string } & Pick<Grant, 'orderId' | 'productId' | 'ruleId'>)[] | null;
}

/** `(shop, customer)`: a customer as stored, with what is still to be done about its groups. */
export const storedMember = statement<Row>(
  'members-current',
  `SELECT ${MEMBER_COLUMNS},
     (SELECT json_object_agg(e.group_id, e.replacement_group_id)
      FROM memberships s JOIN group_deletions e ON e.group_id = s.group_id
      WHERE s.customer_id = m.customer_id) AS replacements,
     (SELECT json_agg(json_build_object('id', g.id, 'orderId', g.order_id, 'productId', g.product_id, 'ruleId', g.rule_id))
      FROM memberships s JOIN grants g ON g.id = s.grant_id
      WHERE s.customer_id = m.customer_id) AS causes
   FROM members m WHERE m.shop_id = $1 AND m.customer_id = $2`,
);

/**
 * A customer as prices know it at once, though its rows are changed a little later: what is over is gone, and groups that
 * are being deleted are replaced. Of one snapshot, so that nobody sees it between the two.
 */
export async function readCurrent(
  on: Database | Tx,
  shopId: string,
  customerId: string,
  now: Date,
): Promise<CurrentMember | undefined> {
  const row = await storedMember.first(on, [shopId, customerId]);
  if (!row) return undefined;
  const { replacements, causes, ...stored } = row;
  const member = replaceGroups(expire(memberOf(stored), now), Object.entries(replacements ?? {}), now);
  return { member, causes: new Map(causes?.map(({ id, ...cause }) => [id, cause])) };
}

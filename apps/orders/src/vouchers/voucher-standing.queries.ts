/** SQL of who would use a voucher, and when. */
export interface VoucherUserSql {
  readonly shop: string;
  /** The customer, or null for whoever is nobody's customer. */
  readonly customer: string;
  /** Ids of the customers that it is made of. */
  readonly parts: string;
  /** Ids of the groups it is in. */
  readonly groups: string;
  /** The key by which its uses are counted, or null. */
  readonly userKey: string;
  /** The day that it is where the shop is. */
  readonly day: string;
}

/** SQL of the day that an instant is where the shop is; until that was told, in the time zone that is set. */
export const daySql = (shop: string, now: string, zone: string): string =>
  `(${now}::timestamptz AT TIME ZONE coalesce((SELECT s.time_zone FROM known_shops s WHERE s.id = ${shop}), ${zone}))::date`;

/** SQL of a customer and those that were merged into it: what they had and used is its own. None for null. */
export const partsSql = (customer: string): string =>
  `ARRAY(WITH RECURSIVE part AS (
           SELECT ${customer} AS id WHERE ${customer} IS NOT NULL
           UNION SELECT m.from_id FROM known_merges m JOIN part p ON p.id = m.into_id WHERE NOT m.undone)
         SELECT id FROM part)`;

/** SQL of how often voucher `v` was used by somebody with a key, or by one of some customers. */
export const usesSql = (userKey: string, parts: string): string =>
  `(SELECT sum(u.used) FROM voucher_users u
    WHERE u.voucher_id = v.id AND u.user_key = ANY (array_append(${parts}::text[], ${userKey})))`;

/** SQL of the groups that a customer is in by now and that count at a shop, of those that share customers; null: at any of them. */
export const groupsSql = (shop: string, customer: string, now: string, at: string): string =>
  `ARRAY(SELECT i."groupId" FROM customer_pricing m
         CROSS JOIN LATERAL jsonb_to_recordset(m.groups) AS i ("groupId" uuid, "expiresAt" timestamptz)
         WHERE m.customer_id = ${customer} AND m.shop_id = ${shop}
           AND (i."expiresAt" IS NULL OR i."expiresAt" > ${now}::timestamptz)
           AND NOT EXISTS (SELECT FROM known_groups k WHERE k.id = i."groupId" AND ${at}::uuid <> ALL (k.shop_ids)))`;

/**
 * SQL of what keeps somebody from using voucher `v`, whatever is in the cart, with code `k` or without one; null: nothing does.
 */
export const obstacleSql = ({ customer, parts, groups, userKey, day }: VoucherUserSql): string => `
  CASE
    WHEN v.deleted_at IS NOT NULL OR NOT v.active THEN 'not-active'
    WHEN v.starts_on > ${day} THEN 'not-begun'
    WHEN v.ends_on < ${day} THEN 'over'
    WHEN v.used >= v.quantity OR (k.single_use AND k.used > 0) THEN 'used-up'
    WHEN v.quantity_per_customer <= ${usesSql(userKey, parts)}
      THEN 'used-up-by-customer'
    WHEN coalesce(v.customer_id, k.customer_id) IS NOT NULL
      AND NOT coalesce(v.customer_id, k.customer_id) = ANY (${parts}) THEN 'other-customer'
    WHEN v.group_ids <> '{}' AND NOT v.group_ids && ${groups} THEN 'other-group'
    WHEN v.segment_ids <> '{}' AND NOT EXISTS (
      SELECT FROM customer_segments s
      WHERE s.customer_id = ${customer} AND s.segment_id = ANY (v.segment_ids) AND s.is_in) THEN 'other-segment'
  END`;

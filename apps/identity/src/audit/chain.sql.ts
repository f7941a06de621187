/** The text of an entry that its link covers: the same for ever, whatever the settings of a connection. */
export const CANONICAL = `(json_build_array(
  e.position, e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), e.shop_id, e.service, e.kind,
  e.actor_kind, e.actor_id, e.operation, e.resource_type, e.resource_id, e.customer_id, e.times,
  encode(e.details_digest, 'hex'))::text ||
  CASE WHEN num_nonnulls(e.resource_ids, e.customer_ids) > 0
    THEN json_build_array(e.resource_ids, e.customer_ids)::text ELSE '' END)`;

/** SQL that writes the purchase limit of a link `l` as the API shows it; null where there is none. */
export const PURCHASE_LIMIT_JSON = `CASE WHEN l.limit_amount IS NOT NULL THEN json_build_object(
  'amount', trim_scale(l.limit_amount)::text, 'currency', l.limit_currency, 'startsOn', l.limit_starts_on,
  'endsOn', l.limit_ends_on, 'repeats', l.limit_repeats) END`;

import { statement } from '@clientele/database';

const HEX = `replace(gen_random_uuid()::text, '-', '')`;
// 64 random bits: sixteen letters, without vowels and what looks like something else.
const CODE = `$3 || translate(substr(u.hex, 1, 12) || substr(u.hex, 21, 4), '0123456789abcdef', 'BCDFGHJKMNPRTVWX')`;

/** `(shop, voucher, prefix, how many)`: makes codes that are good for one use each. */
export const makeCodes = statement<{ made: number }>(
  'voucher-codes-make',
  `WITH made AS (
     INSERT INTO voucher_codes (shop_id, voucher_id, code, single_use)
     SELECT $1, $2, ${CODE}, true
     FROM (SELECT ${HEX} AS hex FROM generate_series(1, $4::integer)) AS u
     RETURNING 1
   )
   SELECT count(*)::integer AS made FROM made`,
);

/** `(shop, voucher, prefix, segment)`: the same, one for each member that has none, for nobody else; a customer of another shop is none. */
export const makeCodesOfMembers = statement<{ made: number }>(
  'voucher-codes-make-of-members',
  `WITH made AS (
     INSERT INTO voucher_codes (shop_id, voucher_id, code, single_use, customer_id)
     SELECT $1, $2, ${CODE}, true, u.customer_id
     FROM (SELECT s.customer_id, ${HEX} AS hex FROM customer_segments s WHERE s.segment_id = $4 AND s.is_in) AS u
     WHERE NOT EXISTS (SELECT FROM voucher_codes k WHERE k.voucher_id = $2 AND k.customer_id = u.customer_id)
       AND NOT EXISTS (SELECT FROM customer_pricing p WHERE p.customer_id = u.customer_id AND p.shop_id <> $1)
     RETURNING 1
   )
   SELECT count(*)::integer AS made FROM made`,
);

/** `(shop, voucher, code to go on after, employee whose teams limit what is seen, or null)`: some codes as lines of CSV. */
export const codeLines = (seen: string) =>
  statement<{ lines: string; last: string | null }>(
    'voucher-codes-lines',
    `SELECT coalesce(string_agg(c.code || ',' || coalesce(c.customer_id::text, '') || ',' || c.used || E'\\n', '' ORDER BY c.code), '') AS lines,
            max(c.code) AS last
     FROM (SELECT k.code, k.customer_id, k.used FROM voucher_codes k
           WHERE k.voucher_id = $2 AND k.shop_id = $1 AND k.code > $3 AND (${seen})
           ORDER BY k.code LIMIT 5000) AS c`,
  );

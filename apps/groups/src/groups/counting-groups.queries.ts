/** SQL of whether a group counts at one of the shops that share customers. */
export const countsAt = (group: string, shop: string): string =>
  `(${group}.shop_ids = '{}' OR ${shop}::uuid = ANY (${group}.shop_ids))`;

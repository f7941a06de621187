/** SQL of whether group `g` is there and a shop's, as far as is known here. */
export const isGroupOf = (shop: string): string => `NOT g.deleted AND coalesce(g.shop_id = ${shop}, true)`;

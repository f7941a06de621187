/** SQL of the items of order `o`, by their kind. */
export const ITEMS_OF_ORDERS = { product: 'o.products', category: 'o.categories' } as const;

export type ItemKind = keyof typeof ITEMS_OF_ORDERS;

/** SQL that what was ordered by `o` is bought: paid or free, and not given back. */
export const IS_BOUGHT = 'o.completed AND NOT o.cancelled AND (o.refunded < o.total OR o.total = 0)';

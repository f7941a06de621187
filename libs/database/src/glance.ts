/** The beginning of a list. */
export interface Glance {
  /** Expression that gives one entry as JSON. */
  readonly view: string;
  /** `FROM … WHERE …`. */
  readonly from: string;
  /** What comes first; an index that runs the same way finds the entries without reading the rest. */
  readonly order: string;
  readonly limit: number;
  /** SQL of further fields of the object. */
  readonly further?: string;
}

/** SQL of the beginning of a list, as JSON: `{"items": […], "hasMore": …}`. The subquery is in order; nothing is sorted again. */
export const glanceSql = ({ view, from, order, limit, further }: Glance): string => `
  (SELECT json_build_object(
     'items', coalesce(array_to_json((array_agg(glance.view))[1:${limit}]), '[]'),
     'hasMore', count(*) > ${limit}${further === undefined ? '' : `, ${further}`})
   FROM (SELECT ${view} AS view ${from} ORDER BY ${order} LIMIT ${limit + 1}) AS glance)`;

/** An answer that Postgres has written as JSON: it goes out as it came. `T` says what is in it. */
export class RawJson<T = unknown> {
  declare readonly type?: T;

  constructor(
    readonly text: string,
    /** Version of the resource, for its ETag. */
    readonly version?: number,
  ) {}
}

/** What Fastify writes: our ready JSON as it is, anything else serialised. */
export const serialize = (payload: unknown): string =>
  payload instanceof RawJson ? payload.text : JSON.stringify(payload);

/** A page whose items Postgres has written as JSON. */
export function toRawPage<T>(
  { items, nextCursor }: { readonly items: readonly string[]; readonly nextCursor: string | null },
  total?: number,
): RawJson<T> {
  const counted = total === undefined ? '' : `,"total":${total}`;
  return new RawJson(`{"items":[${items.join(',')}],"nextCursor":${JSON.stringify(nextCursor)}${counted}}`);
}

/** An answer that Postgres has written as JSON: it goes out as it came. `T` says what is in it. */
export class RawJson<T = unknown> {
  declare readonly type?: T;

  constructor(
    readonly text: string,
    /** Version of the resource, for its ETag. */
    readonly version?: number,
  ) {}
}

/** Answers that were written already, to be kept for a repetition: they go out as they are kept. */
const kept = new WeakMap<object, string>();

/** What Fastify writes: our ready JSON as it is, anything else serialised. */
export const serialize = (payload: unknown): string =>
  payload instanceof RawJson ? payload.text : (keptOf(payload) ?? JSON.stringify(payload));

/** The same text for what is kept and sent. */
export function serializeToKeep(payload: object | null): string {
  const text = serialize(payload);
  if (payload) kept.set(payload, text);
  return text;
}

const keptOf = (payload: unknown): string | undefined =>
  typeof payload === 'object' && payload !== null ? kept.get(payload) : undefined;

/** A page whose items Postgres has written as JSON. */
export function toRawPage<T>(
  { items, nextCursor }: { readonly items: readonly string[]; readonly nextCursor: string | null },
  total?: number,
): RawJson<T> {
  const counted = total === undefined ? '' : `,"total":${total}`;
  return new RawJson(`{"items":[${items.join(',')}],"nextCursor":${JSON.stringify(nextCursor)}${counted}}`);
}

/** Names of fields whose values are nobody's business. */
const SECRET = /password|secret|token|hash|otp|recovery|private|credential|accesscode/i;

const MASK = '***';
const LARGEST_DETAILS = 16_384;

/** An object as JSON text: what is secret masked, what is too large left out, and no NUL, which Postgres cannot show. */
export function masked(details: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify(details, mask).replaceAll('\\u0000', '');
  if (text.length <= LARGEST_DETAILS) return text;
  const { address, userAgent } = details;
  return JSON.stringify({ address, userAgent, leftOut: `${text.length} characters` });
}

function mask(name: string, value: unknown): unknown {
  return SECRET.test(name) && value !== null && value !== undefined && typeof value !== 'boolean'
    ? MASK
    : value;
}

/** The fields that differ, as they were and as they are. */
export function changesOf<T extends object>(
  before: T,
  after: Partial<T>,
): { readonly before: Partial<T>; readonly after: Partial<T> } {
  const names = Object.keys(after).filter(
    (name): name is Extract<keyof T, string> =>
      JSON.stringify(Reflect.get(before, name)) !== JSON.stringify(Reflect.get(after, name)),
  );
  return { before: pick(before, names), after: pick(after, names) };
}

const pick = <T extends object>(from: Partial<T>, names: readonly (keyof T & string)[]): Partial<T> => {
  const picked: Partial<T> = {};
  for (const name of names) picked[name] = from[name];
  return picked;
};

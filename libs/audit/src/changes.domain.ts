/** Names of fields whose values are nobody's business. */
const SECRET = /password|secret|token|hash|otp|recovery|private|credential|accesscode/i;

const MASK = '***';
const LARGEST_DETAILS = 16_384;
/** What is left of each text where all of them are too much. */
const LONGEST_TEXT = 1_000;

/**
 * An object as JSON text: what is secret masked, and nothing in it that Postgres cannot read. Where it is too large long texts are
 * cut, and where that does not help all is left out.
 */
export function masked(details: Readonly<Record<string, unknown>>): string {
  const plain = JSON.stringify(details);
  // Where no name can be that of a secret, as in most, nobody looks at each of them.
  const text = SECRET.test(plain) ? textOf(details, mask) : readable(plain);
  if (text.length <= LARGEST_DETAILS) return text;
  const short = textOf(details, (name, value) => cut(mask(name, value)));
  if (short.length <= LARGEST_DETAILS) return short;
  const { address, userAgent } = details;
  return JSON.stringify({ address, userAgent, leftOut: `${text.length} characters` });
}

const textOf = (details: object, replace: (name: string, value: unknown) => unknown): string =>
  readable(JSON.stringify(details, replace));

const readable = (json: string): string =>
  json.includes(String.raw`\u`)
    ? json.replace(ESCAPE, (escape, code?: string) =>
        code === undefined || !UNREADABLE.test(code) ? escape : code === '0000' ? '' : '\ufffd',
      )
    : json;

// Escapes one after the other, so that a backslash that somebody wrote is not taken for the beginning of one.
const ESCAPE = /\\(?:u([\da-f]{4})|.)/g;
/** NUL, and half a character: Postgres keeps them in a text that it then cannot read. */
const UNREADABLE = /^(?:0000|d[89a-f]..)$/;

// Not in the middle of a character.
const cut = (value: unknown): unknown =>
  typeof value === 'string' && value.length > LONGEST_TEXT
    ? `${value.slice(0, LONGEST_TEXT).replace(/[\ud800-\udbff]$/, '')}… (${value.length} characters)`
    : value;

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

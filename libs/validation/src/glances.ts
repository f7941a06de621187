/** A rule as far as it can be told from it that a value keeps it. */
interface Named {
  readonly name?: string | undefined;
  readonly constraints?: readonly unknown[];
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** Whether it is an id as we make them. */
export const isId = (value: unknown): boolean => typeof value === 'string' && ID.test(value);

/** Whether it is an instant as we write it. */
export const isInstant = (value: unknown): boolean => typeof value === 'string' && INSTANT.test(value);

const GLANCES: Readonly<Record<string, (value: unknown) => boolean>> = {
  isUuid: isId,
  isIso8601: isInstant,
  isString: (value) => typeof value === 'string',
  isArray: Array.isArray,
};

/**
 * What sees at a glance of most values that they keep a rule; the rule itself looks at the others. Going through the layers of
 * class-validator costs more than looking.
 */
export const glanceOf = ({ name, constraints = [] }: Named): ((value: unknown) => boolean) | undefined =>
  constraints.every((constraint) => constraint === undefined) ? GLANCES[name ?? ''] : undefined;

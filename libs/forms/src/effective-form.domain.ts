import {
  type Choice,
  type EffectiveField,
  type FieldRule,
  PRESENCES,
  type Presence,
  type ScopedRule,
} from './form-rule';

type Merged = Omit<FieldRule, 'pattern'> & { readonly patterns: readonly string[] | null };

/**
 * What holds for each field that any of the rules is about. The most specific rule wins: that for the customer, then those
 * for its groups, then that for everyone. It wins in what it says; of what it does not mention, the next one decides.
 * Among groups the strictest counts.
 */
export function effectiveFields(rules: readonly ScopedRule[]): EffectiveField[] {
  const ordered = inOrder(rules);
  const fields = new Set(ordered.map(({ field }) => field));
  return [...fields].map((name) =>
    effectiveField(
      name,
      ordered.filter(({ field }) => field === name),
    ),
  );
}

function effectiveField(field: string, rules: readonly ScopedRule[]): EffectiveField {
  const levels = [
    // There are several of them only for a contact that acts for several customers.
    ...strictestOf(rules.filter(({ customerId }) => customerId !== null)),
    ...strictestOf(rules.filter(({ groupId }) => groupId !== null)),
    ...rules.filter(({ customerId, groupId }) => customerId === null && groupId === null).map(asMerged),
  ];
  const first = <K extends keyof Merged>(key: K): Merged[K] | null =>
    levels.map((level) => level[key]).find((value) => value !== null) ?? null;
  const maxLength = first('maxLength');
  return {
    ...{ field, type: rules.find(({ type }) => type !== null)?.type ?? null },
    presence: first('presence') ?? 'optional',
    // Rules of two levels may contradict each other; a field that nothing fits would be of no use.
    minLength: leastOf(first('minLength'), maxLength),
    ...{ maxLength, patterns: first('patterns') ?? [] },
    ...{ help: first('help'), defaultValue: first('defaultValue') },
    ...{ label: first('label'), choices: first('choices') },
  };
}

/** Rules of one rank as one. Texts cannot be compared: those of the oldest rule count. */
function strictestOf(rules: readonly ScopedRule[]): Merged[] {
  if (rules.length === 0) return [];
  const patterns = [...new Set(given(rules.map(({ pattern }) => pattern)))];
  return [
    {
      presence: strictestPresence(given(rules.map(({ presence }) => presence))),
      minLength: extreme(given(rules.map(({ minLength }) => minLength)), Math.max),
      maxLength: extreme(given(rules.map(({ maxLength }) => maxLength)), Math.min),
      patterns: patterns.length > 0 ? patterns : null,
      ...{
        help: given(rules.map(({ help }) => help))[0] ?? null,
        defaultValue: given(rules.map(({ defaultValue }) => defaultValue))[0] ?? null,
      },
      ...{
        label: given(rules.map(({ label }) => label))[0] ?? null,
        choices: commonChoices(given(rules.map(({ choices }) => choices))),
      },
    },
  ];
}

const given = <T>(values: readonly (T | null)[]): T[] => values.filter((value) => value !== null);

const asMerged = ({ pattern, ...rule }: ScopedRule): Merged => ({
  ...rule,
  patterns: pattern === null ? null : [pattern],
});

const strictestPresence = (given: readonly Presence[]): Presence | null =>
  PRESENCES.findLast((presence) => given.includes(presence)) ?? null;

const extreme = (numbers: readonly number[], choose: (...numbers: number[]) => number): number | null =>
  numbers.length > 0 ? choose(...numbers) : null;

function commonChoices(lists: readonly (readonly Choice[])[]): readonly Choice[] | null {
  const [first, ...others] = lists;
  if (!first) return null;
  return first.filter(({ value }) => others.every((list) => list.some((choice) => choice.value === value)));
}

const leastOf = (number: number | null, cap: number | null): number | null =>
  number === null || cap === null ? number : Math.min(number, cap);

const inOrder = (rules: readonly ScopedRule[]): ScopedRule[] =>
  rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));

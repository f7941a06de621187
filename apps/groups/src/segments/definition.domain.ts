import { isTimed } from './passing.domain';
import { conditionsOf, type Rule } from './rule';

/** Who is in a segment, but for the customers that are pinned. */
export interface Definition {
  readonly rule: Rule | null;
  readonly includedGroupIds: readonly string[];
  readonly excludedGroupIds: readonly string[];
}

/** What a definition comes to as one rule; undefined: nobody is in it. */
export function wholeRule({ rule, includedGroupIds, excludedGroupIds }: Definition): Rule | undefined {
  const inGroup = (ids: readonly string[]): Rule => ({ fact: 'groups', operator: 'anyOf', value: ids });
  const ways = [...(rule ? [rule] : []), ...(includedGroupIds.length > 0 ? [inGroup(includedGroupIds)] : [])];
  const [first, ...others] = ways;
  if (!first) return undefined;
  const any: Rule = others.length > 0 ? { any: ways } : first;
  return excludedGroupIds.length > 0 ? { all: [any, { not: inGroup(excludedGroupIds) }] } : any;
}

/** What a definition depends on: the facts it asks for, and whether time alone changes what it comes to. */
export function dependenciesOf(definition: Definition): {
  readonly facts: string[];
  readonly isTimed: boolean;
} {
  const whole = wholeRule(definition);
  const conditions = whole ? conditionsOf(whole) : [];
  return { facts: [...new Set(conditions.map(({ fact }) => fact))], isTimed: conditions.some(isTimed) };
}

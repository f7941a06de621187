import { type FactName, factOf } from './catalogue.domain';
import type { Period } from '../shops/shop-day.domain';

/** Something that is asked of one fact. */
export interface Condition {
  readonly fact: FactName;
  readonly operator: string;
  /** What it is compared with; its type follows from the fact and the operator. */
  readonly value?: unknown;
  /** Of what was bought: only what was bought within this time counts. */
  readonly withinLast?: Period;
  /** Of what was bought: in how many orders at least, within that time if one is asked for. */
  readonly minOrders?: number;
}

/** A tree of conditions. */
export type Rule =
  { readonly all: readonly Rule[] } | { readonly any: readonly Rule[] } | { readonly not: Rule } | Condition;

/** All conditions of a rule. */
export function conditionsOf(rule: Rule): readonly Condition[] {
  if ('all' in rule) return rule.all.flatMap(conditionsOf);
  if ('any' in rule) return rule.any.flatMap(conditionsOf);
  if ('not' in rule) return conditionsOf(rule.not);
  return [rule];
}

/** The same rule with its ids as they are written everywhere: RFC 9562 lets them come in capitals. */
export function withIdsInLowerCase(rule: Rule): Rule {
  if ('all' in rule) return { all: rule.all.map(withIdsInLowerCase) };
  if ('any' in rule) return { any: rule.any.map(withIdsInLowerCase) };
  if ('not' in rule) return { not: withIdsInLowerCase(rule.not) };
  const { fact, value } = rule;
  if (value === undefined || (fact !== 'groups' && factOf(fact).type !== 'id')) return rule;
  return { ...rule, value: Array.isArray(value) ? value.map(lowered) : lowered(value) };
}

const lowered = (id: unknown): string => String(id).toLowerCase();

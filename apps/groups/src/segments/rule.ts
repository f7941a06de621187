import type { FactName } from './catalogue.domain';
import type { Period } from './shop-day.domain';

/** Something that is asked of one fact. */
export interface Condition {
  readonly fact: FactName;
  readonly operator: string;
  /** What it is compared with; its type follows from the fact and the operator. */
  readonly value?: unknown;
  /** Of what was bought: only what was bought within this time counts. */
  readonly withinLast?: Period;
  /** Of what was bought: in how many orders at least. */
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

import type { Tx } from '@clientele/database';
import { ValidationFailed } from '@clientele/http';
import { requireGroups } from '../groups/known-groups.queries';
import type { Definition } from './definition.domain';
import { checkRule } from './rule-check.domain';
import type { Rule } from './rule';

interface Input {
  readonly rule?: object | null;
  readonly includedGroupIds: readonly string[];
  readonly excludedGroupIds: readonly string[];
}

/** Checks who is to be in a segment; what is wrong is pointed at. The rule stands at `pointer`. */
export async function requireDefinition(
  tx: Tx,
  shopId: string,
  input: Input,
  pointer = '/rule',
): Promise<Definition> {
  const { includedGroupIds, excludedGroupIds } = input;
  const rule = requireRule(input.rule ?? null, pointer);
  const named = Object.entries({ includedGroupIds, excludedGroupIds }).flatMap(([field, ids]) =>
    ids.map((id, i) => [`/${field}/${i}`, id] as const),
  );
  await requireGroups(tx, shopId, Object.fromEntries([...named, ...(rule ? groupsIn(rule, pointer) : [])]));
  return { rule, includedGroupIds, excludedGroupIds };
}

function requireRule(input: object | null, pointer: string): Rule | null {
  if (input === null) return null;
  const checked = checkRule(input, pointer);
  if ('errors' in checked) throw new ValidationFailed({ errors: checked.errors });
  return checked.rule;
}

/** The groups that a rule names, and where. */
function groupsIn(rule: Rule, pointer: string): (readonly [string, string])[] {
  if ('all' in rule) return rule.all.flatMap((one, i) => groupsIn(one, `${pointer}/all/${i}`));
  if ('any' in rule) return rule.any.flatMap((one, i) => groupsIn(one, `${pointer}/any/${i}`));
  if ('not' in rule) return groupsIn(rule.not, `${pointer}/not`);
  if (rule.fact !== 'groups' && rule.fact !== 'defaultGroup') return [];
  const { value } = rule;
  if (typeof value === 'string') return [[`${pointer}/value`, value]];
  return Array.isArray(value) ? value.map((id: string, i) => [`${pointer}/value/${i}`, id]) : [];
}

import { FACT_NAMES, factOf, operatorsOf } from './catalogue.domain';
import { DEEPEST, MOST_CONDITIONS } from './rule-check.domain';
import { MOST_VALUES } from './rule-value.domain';
import type { RuleSchemaView } from './segments.views';

/** What rules can be made of, for whoever builds them. */
export const ruleSchema = (): RuleSchemaView => ({
  ...{ deepest: DEEPEST, mostConditions: MOST_CONDITIONS, mostValues: MOST_VALUES },
  facts: FACT_NAMES.map((name) => {
    const { type, unit = null, choices, missing = false } = factOf(name);
    return {
      ...{ name, type, unit, choices: choices ? [...choices] : null, canBeMissing: missing },
      operators: Object.entries(operatorsOf(name)).map(([operator, { value, negates = null }]) => ({
        ...{ name: operator, value, negates },
      })),
    };
  }),
});

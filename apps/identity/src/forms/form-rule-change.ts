import { type Actor, type DomainEvent, formRuleChanged, formRuleRemoved } from '@clientele/contracts';
import type { FormRule } from './form-rule.entity';

/** What the other services are told of a rule as it is now. */
export const ruleChange = (
  rule: Omit<FormRule, 'createdAt'>,
  actor: Actor,
  occurredAt = rule.updatedAt,
): DomainEvent =>
  formRuleChanged.create(
    { aggregate: { id: rule.id, version: rule.version }, shopId: rule.shopId, actor, occurredAt },
    {
      ...{ ruleId: rule.id, form: rule.form, field: rule.field },
      ...given({ type: rule.type, groupId: rule.groupId, customerId: rule.customerId }),
      ...given({ presence: rule.presence, pattern: rule.pattern }),
      ...given({ minLength: rule.minLength, maxLength: rule.maxLength }),
      ...given({ choices: rule.choices?.map(({ value }) => value) ?? null }),
    },
  );

/** What they are told of a rule that is gone. */
export const ruleRemoval = ({ id, shopId, version }: FormRule, actor: Actor, occurredAt: Date): DomainEvent =>
  formRuleRemoved.create(
    { aggregate: { id, version: version + 1 }, shopId, actor, occurredAt },
    { ruleId: id },
  );

type Given<T> = { readonly [K in keyof T]?: NonNullable<T[K]> };

// What a rule does not say is not there.
const given = <T extends object>(values: T): Given<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Given<T>;

import { statement, type Tx } from '@clientele/database';
import { effectiveFields, formFaults, type OwnValueChanges, type ScopedRule } from '@clientele/forms';
import { ValidationFailed } from '@clientele/http';

/** SQL of the rules of a form: those for everyone, for the groups that a customer is in now, and for the customer. */
export const rulesSql = (shop: string, form: string, customer: string, now: string): string => `
   SELECT r.rule FROM form_rules r
   WHERE r.shop_id = ${shop} AND r.form = ${form} AND NOT r.removed
     AND (r.group_id IS NULL AND r.customer_id IS NULL OR r.customer_id = ${customer}
          OR r.group_id = ANY (ARRAY(
               SELECT (g ->> 'groupId')::uuid
               FROM customer_pricing p, jsonb_array_elements(p.groups) g
               WHERE p.customer_id = ${customer} AND coalesce((g ->> 'expiresAt')::timestamptz > ${now}, true))))`;

const applicable = statement<{ rule: ScopedRule }>('form-rules-applicable', rulesSql('$1', '$2', '$3', '$4'));

/** Whose form it is: a customer's, or that of whoever has not logged in. */
export interface FormOwner {
  readonly shopId: string;
  readonly customerId: string | null;
}

/** The rules of the cart's form that hold for somebody now. */
export async function formRules(
  tx: Tx,
  { shopId, customerId }: FormOwner,
  now: Date,
): Promise<readonly ScopedRule[]> {
  return (await applicable.rows(tx, [shopId, 'cart', customerId, now])).map(({ rule }) => rule);
}

/** Refuses own fields that are not as the form asks; of a change, only what it changes. */
export function requireFilled(
  rules: readonly ScopedRule[],
  custom: OwnValueChanges | undefined,
  kind: 'whole' | 'change' = 'whole',
): void {
  const errors = formFaults(effectiveFields(rules), { custom }, kind);
  if (errors.length > 0) throw new ValidationFailed({ errors });
}

import { statement, type Tx } from '@clientele/database';
import { effectiveFields, formFaults, type OwnValueChanges, type ScopedRule } from '@clientele/forms';
import { ValidationFailed } from '@clientele/http';

// Of $1 shop and $2 form: the rules for everyone, for the groups that customer $3 is in at $4, and for the customer.
const applicable = statement<{ rule: ScopedRule }>(
  'form-rules-applicable',
  `SELECT r.rule FROM form_rules r
   WHERE r.shop_id = $1 AND r.form = $2 AND NOT r.removed
     AND (r.group_id IS NULL AND r.customer_id IS NULL OR r.customer_id = $3
          OR r.group_id = ANY (ARRAY(
               SELECT (g ->> 'groupId')::uuid
               FROM customer_pricing p, jsonb_array_elements(p.groups) g
               WHERE p.customer_id = $3 AND coalesce((g ->> 'expiresAt')::timestamptz > $4, true))))`,
);

/** Whose form it is: a customer's, or that of whoever has not logged in. */
export interface FormOwner {
  readonly shopId: string;
  readonly customerId: string | null;
}

/** The rules of a form that hold for somebody now. */
export async function formRules(
  tx: Tx,
  form: 'cart' | 'order',
  { shopId, customerId }: FormOwner,
  now: Date,
): Promise<readonly ScopedRule[]> {
  return (await applicable.rows(tx, [shopId, form, customerId, now])).map(({ rule }) => rule);
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

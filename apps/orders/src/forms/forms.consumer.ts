import {
  type DomainEvent,
  FormRuleChanged,
  formRuleChanged,
  type FormRuleRemoved,
  formRuleRemoved,
} from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import type { ScopedRule } from '@clientele/forms';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';

// An equal version is a snapshot and is applied, unless it is of a rule that is gone.
const keep = statement(
  'form-rules-keep',
  `INSERT INTO form_rules AS r (id, shop_id, form, group_id, customer_id, rule, version, removed)
   VALUES ($1, $2, $3, $4, $5, $6, $7, false)
   ON CONFLICT (id) DO UPDATE SET rule = excluded.rule, version = excluded.version
   WHERE NOT r.removed AND r.version <= excluded.version`,
);

// There is no telling whose form it was; a rule that was never heard of is remembered as well.
const forget = statement(
  'form-rules-forget',
  `INSERT INTO form_rules (id, shop_id, form, rule, version, removed) VALUES ($1, $2, '', '{}', $3, true)
   ON CONFLICT (id) DO UPDATE SET rule = '{}', version = excluded.version, removed = true`,
);

const FORMS = ['cart', 'order'];

/** Keeps the rules of the forms that are filled in here. */
@Injectable()
export class FormsConsumer {
  @Consume({ event: [formRuleChanged, formRuleRemoved], durable: 'orders-forms' })
  async keep(
    { shopId, aggregate, data }: DomainEvent<FormRuleChanged | FormRuleRemoved>,
    tx: Tx,
  ): Promise<void> {
    if (!(data instanceof FormRuleChanged)) await forget.rows(tx, [data.ruleId, shopId, aggregate.version]);
    else if (FORMS.includes(data.form)) await keep.rows(tx, valuesOf(shopId, aggregate.version, data));
  }
}

const valuesOf = (shopId: string, version: number, data: FormRuleChanged): unknown[] => [
  ...[data.ruleId, shopId, data.form, data.groupId ?? null, data.customerId ?? null],
  ...[JSON.stringify(ruleOf(data)), version],
];

// Texts for people are of no use here: nobody is shown a form.
const ruleOf = (data: FormRuleChanged): ScopedRule => ({
  ...{ id: data.ruleId, field: data.field, type: data.type ?? null },
  ...{ groupId: data.groupId ?? null, customerId: data.customerId ?? null },
  ...{ presence: data.presence ?? null, pattern: data.pattern ?? null },
  ...{ minLength: data.minLength ?? null, maxLength: data.maxLength ?? null },
  ...{ help: null, defaultValue: null, label: null },
  choices: data.choices?.map((value) => ({ value, name: {} })) ?? null,
});

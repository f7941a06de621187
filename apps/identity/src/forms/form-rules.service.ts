import { Audit, changesOf, type Deed } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { actorOf, newId, type Principal } from '@clientele/contracts';
import { Database, type Tx, violates } from '@clientele/database';
import { type Once, type RawJson, requireVersion, ValidationFailed } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { requireOwner } from '../owners/require-owner';
import { deliveredFields } from './delivered-forms';
import type { FormName } from '@clientele/forms';
import { ruleChange, ruleRemoval } from './form-rule-change';
import { FormRule } from './form-rule.entity';
import type { CreateFormRuleBody, EditFormRuleBody } from './forms.bodies';
import { FieldTypeDiffers, FormRuleExists, FormRuleNotFound, TooManyFormRules } from './forms.problems';
import { readRule } from './forms.queries';
import type { FormRuleView } from './forms.views';
import { type RuleToCheck, ruleFaults } from './rule-faults.domain';

/** So many that no form is ever that long, and few enough to check each request against. */
const MOST_RULES_OF_ONE = 200;

const SAYS_NOTHING = {
  ...{ type: null, groupId: null, customerId: null, presence: null, minLength: null, maxLength: null },
  ...{ pattern: null, help: null, defaultValue: null, label: null, choices: null },
};

/** Changes the rules of forms. */
@Injectable()
export class FormRulesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  create(
    once: Once,
    caller: Principal,
    form: FormName,
    body: CreateFormRuleBody,
  ): Promise<RawJson<FormRuleView>> {
    const [id, now, { shopId }] = [newId(), this.clock.now(), caller];
    const rule = { ...SAYS_NOTHING, ...body, id, shopId, form, createdAt: now, updatedAt: now, version: 1 };
    refuseFaults(form, rule);
    return once(async (tx) => {
      await lockForm(tx, shopId, form);
      await requireOwner(tx, shopId, body);
      await requireSameType(tx, rule);
      await requireRoom(tx, rule);
      await tx.insert(FormRule, rule).catch(explain);
      await this.outbox.add(tx, ruleChange(rule, actorOf(caller)));
      return readRule(tx, caller, form, id);
    });
  }

  edit(
    caller: Principal,
    form: FormName,
    id: string,
    version: number,
    changes: EditFormRuleBody,
  ): Promise<RawJson<FormRuleView>> {
    return this.db.transaction(async (tx) => {
      const rule = await lockRule(tx, caller, form, id);
      requireVersion(rule.version, version);
      refuseFaults(form, { ...rule, ...changes });
      const after = { ...changes, version: version + 1, updatedAt: this.clock.now() };
      await tx.update(FormRule, id, after);
      await this.outbox.add(tx, ruleChange({ ...rule, ...after }, actorOf(caller)));
      await this.audit.add(tx, caller, {
        ...deedOn(rule, 'forms.edit'),
        ...changesOf<object>(rule, changes),
      });
      return readRule(tx, caller, form, id);
    });
  }

  remove(caller: Principal, form: FormName, id: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      const rule = await lockRule(tx, caller, form, id);
      await tx.delete(FormRule, { id });
      await this.outbox.add(tx, ruleRemoval(rule, actorOf(caller), this.clock.now()));
      await this.audit.add(tx, caller, { ...deedOn(rule, 'forms.remove'), before: rule });
    });
  }
}

const deedOn = ({ id, customerId }: FormRule, operation: string): Deed => ({
  ...{ operation, resource: { type: 'forms', id }, customerId: customerId ?? undefined },
});

function refuseFaults(form: FormName, rule: RuleToCheck & Partial<FormRule>): void {
  const errors = [
    ...ruleFaults(rule, deliveredFields(form)),
    ...(rule.groupId && rule.customerId
      ? [{ pointer: '/customerId', code: 'two-scopes', message: 'A rule is for a group or for a customer.' }]
      : []),
  ];
  if (errors.length > 0) throw new ValidationFailed({ errors });
}

// One writer per form: what rules must agree on is not a matter of one row.
const lockForm = (tx: Tx, shopId: string, form: FormName): Promise<unknown> =>
  tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`form ${shopId} ${form}`]);

async function lockRule(tx: Tx, { shopId }: Principal, form: FormName, id: string): Promise<FormRule> {
  const lock = { mode: 'pessimistic_write' } as const;
  const rule = await tx.findOne(FormRule, { where: { id, shopId, form }, lock });
  if (!rule) throw new FormRuleNotFound();
  return rule;
}

type NewRule = Pick<FormRule, 'shopId' | 'form' | 'field' | 'type' | 'groupId' | 'customerId'>;

async function requireSameType(tx: Tx, { shopId, form, field, type }: NewRule): Promise<void> {
  if (type === null) return;
  const other = await tx.existsBy(FormRule, { shopId, form, field, type: Not(type) });
  if (other) throw new FieldTypeDiffers();
}

async function requireRoom(tx: Tx, { shopId, form, groupId, customerId }: NewRule): Promise<void> {
  const scope = { groupId: groupId ?? IsNull(), customerId: customerId ?? IsNull() };
  const count = await tx.countBy(FormRule, { shopId, form, ...scope });
  if (count >= MOST_RULES_OF_ONE) throw new TooManyFormRules({ most: MOST_RULES_OF_ONE });
}

function explain(error: unknown): never {
  if (violates(error, 'form_rules_shop_id_form_field_scope_key')) throw new FormRuleExists();
  throw error;
}

import { IsIn, IsInt, IsOptional, IsString, IsUUID } from 'class-validator';
import { defineEvent } from '../event';

const FIELD_TYPES = ['text', 'number', 'date', 'choice'] as const;
const PRESENCES = ['optional', 'hidden', 'required'] as const;

/** What is asked of a field of a form, as far as it decides whether what is filled in is right. Absent: nothing is said. */
export class FormRuleChanged {
  @IsUUID() ruleId: string;
  /** `cart`, `order`, or one of identity's own. */
  @IsString() form: string;
  @IsString() field: string;
  /** Of an own field: what it holds. */
  @IsOptional() @IsIn(FIELD_TYPES) type?: (typeof FIELD_TYPES)[number];
  /** For customers in this group; without it and `customerId` for everyone. */
  @IsOptional() @IsUUID() groupId?: string;
  /** For this customer alone. */
  @IsOptional() @IsUUID() customerId?: string;
  @IsOptional() @IsIn(PRESENCES) presence?: (typeof PRESENCES)[number];
  @IsOptional() @IsInt() minLength?: number;
  @IsOptional() @IsInt() maxLength?: number;
  /** For RE2. */
  @IsOptional() @IsString() pattern?: string;
  /** Values that can be chosen. */
  @IsOptional() @IsString({ each: true }) choices?: string[];
}

/** Carries the whole state of a rule about a form. Aggregate: the rule. */
export const formRuleChanged = defineEvent('identity.form-rule.changed.v1', FormRuleChanged, {
  ruleId: '0198c0de-0000-7000-8000-000000000007',
  form: 'order',
  field: 'costCentre',
  type: 'text',
  presence: 'required',
  maxLength: 20,
});

/** A rule about a form is gone. */
export class FormRuleRemoved {
  @IsUUID() ruleId: string;
}

/** A rule about a form is gone. Aggregate: the rule. */
export const formRuleRemoved = defineEvent('identity.form-rule.removed.v1', FormRuleRemoved, {
  ruleId: '0198c0de-0000-7000-8000-000000000007',
});

import { defineProblem } from '@clientele/contracts';

export class FormRuleNotFound extends defineProblem(
  'not-found',
  'form-rule-not-found',
  'There is no such rule',
) {}

/** Everyone, a group or a customer has one rule for a field of a form; change that one. */
export class FormRuleExists extends defineProblem(
  'conflict',
  'form-rule-exists',
  'There is a rule for this field already',
) {}

/** All rules about an own field must agree on what it holds. */
export class FieldTypeDiffers extends defineProblem(
  'conflict',
  'field-type-differs',
  'Another rule gives the field another type',
) {}

export class TooManyFormRules extends defineProblem(
  'conflict',
  'too-many-form-rules',
  'There are as many rules for one form as there can be',
) {}

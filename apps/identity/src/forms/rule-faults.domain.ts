import type { FieldError } from '@clientele/contracts';
import { isDay, type FieldRule, type FieldType } from '@clientele/forms';
import {
  type DeliveredField,
  type DeliveredFields,
  hasAlwaysValue,
  isFreeText,
  lengthsOf,
} from './delivered-field';

/** A rule to be, in what decides whether it makes sense. */
export type RuleToCheck = FieldRule & { readonly field: string; readonly type: FieldType | null };

/** What is wrong with a rule. What the API asks of its own fields can be made stricter and never weaker. */
export function ruleFaults(rule: RuleToCheck, delivered: DeliveredFields): FieldError[] {
  const own = Object.hasOwn(delivered, rule.field) ? delivered[rule.field] : undefined;
  return [...contradictions(rule), ...(own ? deliveredFaults(rule, own) : ownFaults(rule))];
}

const contradictions = ({ minLength, maxLength }: RuleToCheck): FieldError[] =>
  minLength !== null && maxLength !== null && minLength > maxLength
    ? [fault('maxLength', 'below-minimum', 'maxLength must not be less than minLength.')]
    : [];

function deliveredFaults(rule: RuleToCheck, field: DeliveredField): FieldError[] {
  const { presence, minLength, maxLength, pattern } = rule;
  const { min, max } = lengthsOf(field);
  const weaker = [
    ...(field.required && presence !== null && presence !== 'required' ? ['presence'] : []),
    ...(minLength !== null && minLength < min ? ['minLength'] : []),
    ...(maxLength !== null && maxLength > max ? ['maxLength'] : []),
  ];
  const impossible = [
    ...(minLength !== null && minLength > max ? ['minLength'] : []),
    ...(maxLength !== null && maxLength < min ? ['maxLength'] : []),
  ];
  const textOnly = isFreeText(field) ? [] : given({ minLength, maxLength, pattern });
  const notOwn = given({ type: rule.type, label: rule.label, choices: rule.choices });
  return [
    ...weaker.map((name) =>
      fault(name, 'weaker-than-api', `The API asks for more of ${rule.field} by itself.`),
    ),
    ...impossible.map((name) => fault(name, 'impossible', `No ${rule.field} that the API takes would fit.`)),
    ...textOnly.map((name) => fault(name, 'not-for-this-field', `${rule.field} is no free text.`)),
    ...notOwn.map((name) => fault(name, 'not-for-this-field', `${rule.field} is a field of the API.`)),
    ...(presence === 'required' && hasAlwaysValue(field)
      ? [fault('presence', 'not-for-this-field', `${rule.field} always has a value.`)]
      : []),
  ];
}

function ownFaults(rule: RuleToCheck): FieldError[] {
  const { type, minLength, maxLength, pattern, choices } = rule;
  if (type === null)
    return [fault('type', 'type-missing', `An own field such as ${rule.field} needs a type.`)];
  const textOnly = type === 'text' ? [] : given({ minLength, maxLength, pattern });
  return [
    ...textOnly.map((name) => fault(name, 'not-for-this-field', `${rule.field} is no free text.`)),
    ...(type === 'choice' || choices === null
      ? []
      : [fault('choices', 'not-for-this-field', `${rule.field} is no choice.`)]),
    ...defaultFaults(rule, type),
  ];
}

function defaultFaults({ defaultValue, choices }: RuleToCheck, type: FieldType): FieldError[] {
  const fits: Readonly<Record<FieldType, (text: string) => boolean>> = {
    text: () => true,
    number: (text) => text.trim() !== '' && Number.isFinite(Number(text)),
    date: isDay,
    choice: (text) => choices === null || choices.some(({ value }) => value === text),
  };
  return Object.values(defaultValue ?? {}).every(fits[type])
    ? []
    : [fault('defaultValue', 'type', `The default must be a ${type}.`)];
}

const given = (values: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(values).filter((name) => values[name] !== null);

const fault = (field: string, code: string, message: string): FieldError => ({
  pointer: `/${field}`,
  code,
  message,
});

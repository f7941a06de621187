import type { FieldError } from '@clientele/contracts';
import type { EffectiveField, FieldType } from './form-rule';
import { isDay } from './day.domain';
import { matches } from './pattern.domain';

/** What a form was filled in with: the fields of the API, and own ones in `custom`. */
export type FilledForm = Readonly<Record<string, unknown>> & {
  readonly custom?: Readonly<Record<string, unknown>>;
};

/** Longest text of an own field, unless a rule says less. */
export const LONGEST_TEXT = 10_000;

/**
 * What is wrong with a filled form. A change is checked in what it changes: fields it does not mention may be as
 * they were before a rule.
 */
export function formFaults(
  fields: readonly EffectiveField[],
  form: FilledForm,
  kind: 'whole' | 'change' = 'whole',
): FieldError[] {
  const own = fields.filter(({ type }) => type !== null);
  const custom = form.custom ?? {};
  return [
    ...fields
      .filter(({ type }) => type === null)
      .flatMap((field) => deliveredFaults(field, form[field.field], kind)),
    ...own.flatMap((field) => ownFaults(field, valueOf(custom, field.field), kind)),
    ...Object.keys(custom)
      .filter((name) => !own.some(({ field, presence }) => field === name && presence !== 'hidden'))
      .map((name) => fault(`/custom/${name}`, 'unknown-field', `There is no field ${name} in this form.`)),
  ];
}

const valueOf = (values: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(values, name) ? values[name] : undefined;

function deliveredFaults(field: EffectiveField, value: unknown, kind: 'whole' | 'change'): FieldError[] {
  const pointer = `/${field.field}`;
  if (value === undefined && kind === 'change') return [];
  if (field.presence === 'hidden') {
    const isNothing = value === undefined || value === null || value === false || isEmptyList(value);
    return isNothing ? [] : [fault(pointer, 'hidden', `${field.field} is not asked for in this form.`)];
  }
  if (value === undefined || value === null) return missing(field, pointer);
  return typeof value === 'string' ? textFaults(field, value, pointer) : [];
}

function ownFaults(field: EffectiveField, value: unknown, kind: 'whole' | 'change'): FieldError[] {
  const pointer = `/custom/${field.field}`;
  if (field.presence === 'hidden' || (value === undefined && kind === 'change')) return [];
  if (value === undefined || (value === null && kind === 'change')) return missing(field, pointer);
  const hasType = field.type !== null && IS_OF_TYPE[field.type](value, field);
  if (!hasType) return [fault(pointer, 'type', `${field.field} must be a ${field.type}.`)];
  return field.type === 'text' && typeof value === 'string' ? textFaults(field, value, pointer) : [];
}

const IS_OF_TYPE: Readonly<Record<FieldType, (value: unknown, field: EffectiveField) => boolean>> = {
  text: (value) => typeof value === 'string' && !value.includes('\0'),
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  date: (value) => typeof value === 'string' && isDay(value),
  choice: (value, { choices }) => (choices ?? []).some((choice) => choice.value === value),
};

const missing = ({ presence, field }: EffectiveField, pointer: string): FieldError[] =>
  presence === 'required' ? [fault(pointer, 'required', `${field} is needed.`)] : [];

function textFaults(field: EffectiveField, text: string, pointer: string): FieldError[] {
  const length = [...text].length;
  const { min, max } = lengthsOfText(field);
  return [
    ...(length < min
      ? [fault(pointer, 'min-length', `${field.field} must have at least ${min} characters.`)]
      : []),
    ...(max !== null && length > max
      ? [fault(pointer, 'max-length', `${field.field} must have at most ${max} characters.`)]
      : []),
    ...field.patterns
      .filter((pattern) => !matches(pattern, text))
      .map((pattern) => fault(pointer, 'pattern', `${field.field} must match ${pattern}.`)),
  ];
}

/** How long a text may be; one that is needed must not be empty. */
export function lengthsOfText({ type, presence, minLength, maxLength }: EffectiveField): {
  readonly min: number;
  readonly max: number | null;
} {
  return {
    min: Math.max(minLength ?? 0, presence === 'required' ? 1 : 0),
    max: type === 'text' ? Math.min(maxLength ?? LONGEST_TEXT, LONGEST_TEXT) : maxLength,
  };
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

const fault = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message });

import { textIn } from '../languages/language.domain';
import { type DeliveredField, type DeliveredFields, lengthsOf } from './delivered-field';
import { lengthsOfText, type EffectiveField, type FieldType } from '@clientele/forms';

type Schema = Record<string, unknown>;

/** A form as JSON Schema (2020-12): the fields of the API and own ones, as far as the rules show them. */
export function formSchema(
  delivered: DeliveredFields,
  fields: readonly EffectiveField[],
  languages: readonly string[],
): Schema {
  const rules = new Map(fields.map((field) => [field.field, field]));
  const shown = Object.entries(delivered).filter(([name]) => rules.get(name)?.presence !== 'hidden');
  const needed = ([name, { required }]: readonly [string, DeliveredField]): boolean =>
    required || rules.get(name)?.presence === 'required';
  const own = ownSchema(fields, languages);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: {
      ...Object.fromEntries(
        shown.map(([name, field]) => [
          name,
          deliveredSchema(field, needed([name, field]), rules.get(name), languages),
        ]),
      ),
      custom: own,
    },
    required: [...shown.filter(needed).map(([name]) => name), ...(own['required'] ? ['custom'] : [])],
    additionalProperties: false,
  };
}

function deliveredSchema(
  field: DeliveredField,
  needed: boolean,
  rule: EffectiveField | undefined,
  languages: readonly string[],
): Schema {
  const type = field.nullable && !needed ? { type: [field.schema['type'], 'null'] } : {};
  const values = field.nullable && !needed && Array.isArray(field.schema['enum']) ? withNull(field) : {};
  if (!rule) return { ...field.schema, ...type, ...values };
  const [api, own] = [lengthsOf(field), lengthsOfText(rule)];
  const [min, max] = [Math.max(api.min, own.min), Math.min(api.max, own.max ?? Infinity)];
  const isText = field.schema['type'] === 'string' && field.schema['enum'] === undefined;
  return {
    ...{ ...field.schema, ...type, ...values },
    ...(isText && min > 0 && { minLength: min }),
    ...(isText && max < Infinity && { maxLength: max }),
    ...patterns([
      ...(typeof field.schema['pattern'] === 'string' ? [field.schema['pattern']] : []),
      ...rule.patterns,
    ]),
    ...texts(rule, languages),
  };
}

const withNull = ({ schema }: DeliveredField): Schema => ({ enum: [...(schema['enum'] as unknown[]), null] });

function ownSchema(fields: readonly EffectiveField[], languages: readonly string[]): Schema {
  const own = fields.filter(({ type, presence }) => type !== null && presence !== 'hidden');
  const required = own.filter(({ presence }) => presence === 'required').map(({ field }) => field);
  return {
    type: 'object',
    properties: Object.fromEntries(own.map((field) => [field.field, valueSchema(field, languages)])),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

const VALUES: Readonly<Record<FieldType, (field: EffectiveField, languages: readonly string[]) => Schema>> = {
  text: (field) => {
    const { min, max } = lengthsOfText(field);
    return {
      type: 'string',
      ...(min > 0 && { minLength: min }),
      maxLength: max,
      ...patterns(field.patterns),
    };
  },
  number: () => ({ type: 'number' }),
  date: () => ({ type: 'string', format: 'date' }),
  choice: ({ choices }, languages) =>
    choices?.length
      ? {
          oneOf: choices.map(({ value, name }) => ({
            const: value,
            title: textIn(languages, name) ?? value,
          })),
        }
      : { not: {} },
};

const valueSchema = (field: EffectiveField, languages: readonly string[]): Schema => ({
  ...(field.type && VALUES[field.type](field, languages)),
  ...texts(field, languages),
});

function texts({ label, help, defaultValue, type }: EffectiveField, languages: readonly string[]): Schema {
  const preset = defaultValue && textIn(languages, defaultValue);
  return {
    ...(label && { title: textIn(languages, label) }),
    ...(help && { description: textIn(languages, help) }),
    ...(typeof preset === 'string' && { default: type === 'number' ? Number(preset) : preset }),
  };
}

const patterns = (list: readonly string[]): Schema =>
  list.length <= 1
    ? list.length === 1
      ? { pattern: list[0] }
      : {}
    : { allOf: list.map((pattern) => ({ pattern })) };

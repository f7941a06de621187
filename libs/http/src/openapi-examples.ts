import type { Operation } from './openapi-operations';
import { isReference, type Schema } from './openapi-schemas';

type Schemas = Readonly<Record<string, Schema | { readonly $ref: string }>>;

/** Gives the body of an operation an example made of the examples of its fields. */
export function addExamples(operation: Operation, schemas: Schemas): void {
  const { requestBody } = operation;
  if (!requestBody || isReference(requestBody)) return;
  for (const content of Object.values(requestBody.content)) {
    if (!content.schema || content.example !== undefined || content.examples !== undefined) continue;
    content.example = exampleOf(content.schema, schemas);
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '0198c0de-0000-7000-8000-000000000001',
  'date-time': '2026-11-22T12:00:00.000Z',
  date: '2026-11-22',
  email: 'ada@example.com',
  uri: 'https://example.com',
};

/** A value of a schema: its own example, else its default, else the least that fits. */
function exampleOf(schema: Schema | { readonly $ref: string }, schemas: Schemas): unknown {
  if (isReference(schema)) {
    const target = schemas[schema.$ref.split('/').at(-1) ?? ''];
    return target ? exampleOf(target, schemas) : {};
  }
  const {
    examples,
    default: preset,
    enum: values,
    type,
    format = '',
    minLength = 1,
  } = schema as Schema & {
    readonly examples?: readonly unknown[];
  };
  if (examples?.length) return examples[0];
  if (preset !== undefined) return preset;
  if (values?.length) return values[0];
  switch ([type].flat()[0]) {
    case 'object':
      return exampleOfObject(schema, schemas);
    case 'array':
      return schema.items ? [exampleOf(schema.items, schemas)] : [];
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    default:
      return FORMATS[format] ?? 'text'.padEnd(minLength, '.').slice(0, schema.maxLength ?? Infinity);
  }
}

function exampleOfObject(schema: Schema, schemas: Schemas): Record<string, unknown> {
  const { properties = {}, required = [] } = schema;
  const told = Object.entries(properties).filter(
    ([name, property]) =>
      required.includes(name) ||
      (!isReference(property) && ('examples' in property || 'default' in property)),
  );
  return Object.fromEntries(told.map(([name, property]) => [name, exampleOf(property, schemas)]));
}

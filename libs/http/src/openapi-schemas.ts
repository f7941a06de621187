import type { Type } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { getMetadataStorage } from 'class-validator';
import type { Handler } from './openapi-handlers';
import type { Operation } from './openapi-operations';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Reference = { readonly $ref: string };
export type Schema = Exclude<Schemas[string], Reference>;

/** What `@nestjs/swagger` remembers of a property. */
interface PropertyMetadata {
  readonly type?: unknown;
}

interface Rule {
  readonly name?: string;
  readonly type: string;
  readonly propertyName: string;
  readonly constraints?: readonly unknown[];
  readonly each: boolean;
}

/** What a validator says of a value, in the words of JSON Schema. */
const KEYWORDS: Readonly<Record<string, (constraints: readonly unknown[]) => Partial<Schema>>> = {
  isInt: () => ({ type: 'integer' }),
  min: ([minimum]) => ({ minimum: Number(minimum) }),
  max: ([maximum]) => ({ maximum: Number(maximum) }),
  isUuid: () => ({ format: 'uuid' }),
  isEmail: () => ({ format: 'email' }),
  // Of a text that may be null the compiler says no type.
  isString: () => ({ type: 'string' }),
  isUrl: () => ({ type: 'string', format: 'uri' }),
  isIso8601: () => ({ format: 'date-time' }),
  isDateString: () => ({ format: 'date-time' }),
  matches: ([pattern]) =>
    pattern instanceof RegExp && pattern.flags === '' ? { pattern: pattern.source } : {},
  isLength: ([minLength, maxLength]) => ({
    minLength: Number(minLength),
    ...(maxLength !== undefined && { maxLength: Number(maxLength) }),
  }),
  minLength: ([minLength]) => ({ minLength: Number(minLength) }),
  maxLength: ([maxLength]) => ({ maxLength: Number(maxLength) }),
  isNotEmpty: () => ({ minLength: 1 }),
  arrayMinSize: ([minItems]) => ({ minItems: Number(minItems) }),
  arrayMaxSize: ([maxItems]) => ({ maxItems: Number(maxItems) }),
  isIn: ([values]) => (Array.isArray(values) ? { enum: values } : {}),
};

/**
 * Brings the schemas to what the validators really accept: the compiler plugin knows types and comments, and
 * only some validators. Views have none; what the platform says of all of them is added.
 */
export function refineSchemas(schemas: Schemas, handlers: readonly Handler[]): void {
  const bodies = reachable(handlers.flatMap(({ takes }) => takes.body));
  for (const [name, schema] of Object.entries(schemas)) {
    if (isReference(schema)) continue;
    const body = bodies.get(name);
    if (body) refineBody(schema, body);
    else refineView(schema);
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      modernise(property);
      if (schema.properties) schema.properties[key] = unwrapped(property);
    }
  }
}

/** The same for query and path parameters, whose schemas stand with each operation. */
export function refineParameters(operation: Operation, { takes }: Handler): void {
  for (const parameter of operation.parameters ?? []) {
    if (isReference(parameter) || !parameter.schema || isReference(parameter.schema)) continue;
    const types = parameter.in === 'path' ? takes.path : takes.query;
    refine(
      parameter.schema,
      types.flatMap((type) => rulesOf(type, parameter.name)),
    );
    modernise(parameter.schema);
    if ('default' in parameter.schema) parameter.required = false;
  }
}

/** The schema of a body from its validators alone. */
export function schemaOfBody(body: Type): Schema {
  const schema: Schema = { type: 'object', properties: {} };
  refineBody(schema, body);
  return schema;
}

function refineBody(schema: Schema, body: Type): void {
  schema.additionalProperties = false;
  const properties = (schema.properties ??= {});
  for (const name of new Set(rulesOf(body).map(({ propertyName }) => propertyName))) {
    const property = (properties[name] ??= schemaOfType(body, name));
    if (!isReference(property)) refine(property, rulesOf(body, name));
  }
  const optional = (name: string): boolean => {
    const property = properties[name];
    return (property && !isReference(property) && 'default' in property) || isOptional(rulesOf(body, name));
  };
  const required = Object.keys(properties).filter((name) => !optional(name));
  if (required.length > 0) schema.required = required;
  else delete schema.required;
}

function refineView(schema: Schema): void {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (isReference(property)) continue;
    if (isText(property) && !property.format && (name.endsWith('At') || name === 'now'))
      property.format = 'date-time';
    // Money, rates and percentages are texts; what is a number counts something.
    if (property.type === 'number' && !property.format) property.type = 'integer';
  }
}

function refine(schema: Schema, rules: readonly Rule[]): void {
  const nullable = Array.isArray(schema.type) && schema.type.includes('null');
  for (const { name = '', constraints = [], each } of rules) {
    const target = each ? schema.items : schema;
    if (!target || isReference(target)) continue;
    const keywords = KEYWORDS[name]?.(constraints) ?? {};
    if (keywords.type && nullable && !each) keywords.type = [keywords.type, 'null'].flat() as Schema['type'];
    if (keywords.format && target.format) delete keywords.format;
    Object.assign(target, keywords);
    tidyText(target);
  }
}

const CALENDAR_DATE = String.raw`^\d{4}-\d{2}-\d{2}$`;

// A date is said by its format. Properties of characters (\p) are beyond what many tools understand.
function tidyText(schema: Schema): void {
  const isDate = schema.pattern === CALENDAR_DATE;
  if (isDate) schema.format = 'date';
  if (isDate || schema.pattern?.includes(String.raw`\p{`)) delete schema.pattern;
}

// JSON Schema 2020-12 has a list of examples; `example` is OpenAPI 3.0's.
function modernise(schema: Schema | Reference): void {
  if (isReference(schema) || !('example' in schema)) return;
  Object.assign(schema, { examples: [schema.example] });
  delete schema.example;
}

// Beside `$ref` there may be a description in OpenAPI 3.1; Nest wraps the reference, as 3.0 needs it.
function unwrapped(schema: Schema | Reference): Schema | Reference {
  if (isReference(schema) || schema.allOf?.length !== 1) return schema;
  const { allOf, ...beside } = schema;
  const [only] = allOf;
  return only && isReference(only) ? { ...beside, ...only } : schema;
}

/** The classes a body is made of, by name. */
function reachable(types: readonly Type[], found = new Map<string, Type>()): ReadonlyMap<string, Type> {
  for (const type of types) {
    if (found.has(type.name) || type.prototype === undefined) continue;
    found.set(type.name, type);
    const names = new Set(rulesOf(type).map(({ propertyName }) => propertyName));
    reachable(
      [...[...names].flatMap((name) => nestedType(type, name) ?? []), ...alternativesOf(type)],
      found,
    );
  }
  return found;
}

/** The classes that a body names by `@ApiExtraModels`, as one field can be one or another of them. */
const alternativesOf = (type: Type): readonly Type[] =>
  Reflect.getMetadata('swagger/apiExtraModels', type) ?? [];

function nestedType(type: Type, property: string): Type | undefined {
  const metadata: PropertyMetadata | undefined = Reflect.getMetadata(
    'swagger/apiModelProperties',
    type.prototype,
    property,
  );
  let nested = metadata?.type;
  if (isLazy(nested)) nested = nested();
  while (Array.isArray(nested)) nested = nested[0];
  return isClass(nested) ? nested : undefined;
}

/** What validators say of a class, or of one property. */
export const rulesOf = (type: Type, property?: string): readonly Rule[] =>
  allRulesOf(type).filter(({ propertyName }) => property === undefined || propertyName === property);

const known = new WeakMap<Type, readonly Rule[]>();

// class-validator goes through the rules of every class for each question.
function allRulesOf(type: Type): readonly Rule[] {
  const rules = known.get(type) ?? getMetadataStorage().getTargetValidationMetadatas(type, '', true, false);
  known.set(type, rules);
  return rules;
}

const isOptional = (rules: readonly Rule[]): boolean =>
  rules.some(({ name, type }) => name === 'isOptional' || type === 'conditionalValidation');

const JSON_TYPES: Readonly<Record<string, Schema['type']>> = {
  String: 'string',
  Number: 'number',
  Boolean: 'boolean',
  Array: 'array',
};

function schemaOfType(type: Type, property: string): Schema {
  const declared: { readonly name: string } | undefined = Reflect.getMetadata(
    'design:type',
    type.prototype,
    property,
  );
  const name = JSON_TYPES[declared?.name ?? ''] ?? 'object';
  return name === 'array' ? { type: name, items: {} } : { type: name };
}

const isText = ({ type }: Schema): boolean =>
  type === 'string' || (Array.isArray(type) && type.includes('string'));

const isClass = (value: unknown): value is Type =>
  typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));

const isLazy = (value: unknown): value is () => unknown =>
  typeof value === 'function' && !isClass(value) && !isNative(value);

const isNative = (value: unknown): boolean =>
  typeof value === 'function' && Function.prototype.toString.call(value).includes('[native code]');

/** Whether this is a `$ref` and not the thing itself. */
export const isReference = (value: object): value is Reference => '$ref' in value;

import type { Type } from '@nestjs/common';
import { isReference, rulesOf, type Schema, schemaOfBody } from './openapi-schemas';

/** A field of a body, as its class checks it. */
export interface BodyField {
  /** JSON Schema of a value. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly required: boolean;
  /** Whether null is taken for no value. */
  readonly nullable: boolean;
}

const DECLARED = ['minLength', 'maxLength', 'format'] as const;

/** The fields of a body, from its validators. */
export function bodyFields(body: Type): Readonly<Record<string, BodyField>> {
  const { properties = {}, required = [] } = schemaOfBody(body);
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [
      name,
      {
        schema: isReference(property) ? { type: 'object' } : { ...declaredOf(body, name), ...property },
        required: required.includes(name),
        nullable: rulesOf(body, name).some((rule) => rule.name === 'isOptional'),
      },
    ]),
  );
}

// What validators of our own tell by `@ApiProperty`.
function declaredOf(body: Type, name: string): Partial<Schema> {
  const declared: Partial<Schema> =
    Reflect.getMetadata('swagger/apiModelProperties', body.prototype, name) ?? {};
  return Object.fromEntries(
    DECLARED.flatMap((key) => (declared[key] === undefined ? [] : [[key, declared[key]]])),
  );
}

import type { Type } from '@nestjs/common';
import { IntersectionType } from '@nestjs/swagger';
import { rulesOf } from './openapi-schemas';

/** A body with the fields of several. Nest's own leaves out what the compiler said of their types, which forms tell. */
export const Combined: typeof IntersectionType = (...bodies) => {
  const combined = IntersectionType(...bodies);
  for (const body of bodies) keepTypes(body, combined);
  return combined;
};

function keepTypes({ prototype }: Type, combined: Type): void {
  for (const { propertyName } of rulesOf(prototype.constructor)) {
    const type: unknown = Reflect.getMetadata('design:type', prototype, propertyName);
    if (type !== undefined) Reflect.defineMetadata('design:type', type, combined.prototype, propertyName);
  }
}

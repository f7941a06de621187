import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { VersionRequired, VersionStale } from './http.problems';

/** Marks handlers that need `If-Match`, for the OpenAPI document. */
export const IF_MATCH = Symbol('if-match');

const version = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined) throw new VersionRequired();
  const [, digits] = /^(?:W\/)?"(\d{1,9})"$/.exec(header) ?? [];
  if (digits === undefined)
    throw new VersionStale({ detail: 'Send the ETag as it was received, such as "3" with its quotes.' });
  return Number(digits);
});

/** Injects the version that the change is based on, from `If-Match`. */
export const IfMatch = (): ParameterDecorator => (target, method, index) => {
  Reflect.defineMetadata(IF_MATCH, true, (target as Record<string | symbol, object>)[method ?? ''] ?? target);
  version()(target, method, index);
};

/** Throws `VersionStale` unless `expected`, from `If-Match`, is the version the row has now. */
export function requireVersion(current: number, expected: number): void {
  if (current !== expected) throw new VersionStale({ version: current });
}

import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ValidationFailed } from './http.problems';

// Nest's own metadata of a handler's parameters; their keys begin with a number that says what they take.
const ROUTE_ARGUMENTS = '__routeArguments__';
const QUERY = '4';

/** Refuses query parameters on routes that take none: a typo must not be taken for a wish. */
@Injectable()
export class UnknownQueryGuard implements CanActivate {
  private readonly takesQuery = new WeakMap<object, boolean>();

  canActivate(context: ExecutionContext): boolean {
    const { query } = context
      .switchToHttp()
      .getRequest<FastifyRequest<{ Querystring: Record<string, unknown> }>>();
    const names = Object.keys(query);
    if (names.length === 0 || this.hasQuery(context)) return true;
    throw new ValidationFailed({
      errors: names.map((name) => ({
        pointer: `/${name}`,
        code: 'unknown-field',
        message: `There is no parameter ${name} here.`,
      })),
    });
  }

  private hasQuery(context: ExecutionContext): boolean {
    const handler = context.getHandler();
    let takes = this.takesQuery.get(handler);
    if (takes === undefined) {
      const parameters: object = Reflect.getMetadata(ROUTE_ARGUMENTS, context.getClass(), handler.name) ?? {};
      takes = Object.keys(parameters).some((key) => key.startsWith(`${QUERY}:`));
      this.takesQuery.set(handler, takes);
    }
    return takes;
  }
}

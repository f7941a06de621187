import type { Principal } from '@clientele/contracts';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { TokenMissing } from './auth.problems';
import { originOf } from './origin';

/** Injects who is calling, and from where. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const caller = callerOf(context);
  if (!caller) throw new TokenMissing();
  return caller;
});

/** Injects who is calling, or undefined without a token: for routes that are `@Public()`. */
export const OptionalCaller = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callerOf(context),
);

// The principal is remembered with its token and shared by requests; where they come from is not.
function callerOf(context: ExecutionContext): Principal | undefined {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return request.principal && { ...request.principal, origin: originOf(request) };
}

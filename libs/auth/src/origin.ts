import type { Origin } from '@clientele/contracts';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Where the request came from, once somebody asked. */
    origin?: Origin;
  }
}

const LONGEST_USER_AGENT = 500;

/** Where a request came from; the same object for all who ask during one request. */
export function originOf(request: FastifyRequest): Origin {
  request.origin ??= {
    address: request.ip,
    userAgent: request.headers['user-agent']?.slice(0, LONGEST_USER_AGENT),
    recorded: false,
  };
  return request.origin;
}

/** Injects where the request came from, for routes that anybody may call; `@Caller()` has it with who is calling. */
export const CallOrigin = createParamDecorator((_: unknown, context: ExecutionContext): Origin =>
  originOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

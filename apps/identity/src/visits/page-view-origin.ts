import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Where a page view comes from. */
export interface PageViewOrigin {
  readonly ip: string;
  /** Of the storefront, as the browser says. */
  readonly origin?: string;
}

/** Injects where a page view comes from. */
export const Origin = createParamDecorator((_: unknown, context: ExecutionContext): PageViewOrigin => {
  const { ip, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  return { ip, origin: headers.origin };
});

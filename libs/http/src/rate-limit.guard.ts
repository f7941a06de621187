import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { HttpConfig } from './http.config';
import { networkOf } from './network';
import { type Limit, RateLimiter } from './rate-limiter';

/** Declares a strict limit per address on a route that anybody may call or that is costly. */
export const Strict = Reflector.createDecorator<Limit>();

/** Marks routes of operators' probes, which are never limited. */
export const Unlimited = Reflector.createDecorator<void, true>({ transform: () => true });

/** Counts a request of whoever has a valid token, or else of the address; throws `TooManyRequests` beyond the limit. */
export function countCaller(
  limiter: RateLimiter,
  { rateLimitPerMinute: max }: HttpConfig,
  { principal, ip }: FastifyRequest,
): void {
  const key = principal ? `${principal.kind}:${principal.id}` : `address:${networkOf(ip)}`;
  limiter.count(key, { max, seconds: 60 });
}

/** Keeps any caller, and any address without a valid token, within its limits. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly limiter: RateLimiter,
    private readonly config: HttpConfig,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const handler = context.getHandler();
    if (this.reflector.get(Unlimited, handler)) return true;

    const request = context.switchToHttp().getRequest<FastifyRequest>();
    countCaller(this.limiter, this.config, request);

    const strict = this.reflector.get(Strict, handler);
    if (strict) {
      const operation = `${context.getClass().name}.${handler.name}`;
      await this.limiter.hit(`${operation}:${networkOf(request.ip)}`, this.scaled(strict));
    }
    return true;
  }

  private scaled({ max, seconds }: Limit): Limit {
    return { max: Math.ceil((max * this.config.strictRateLimitPercent) / 100), seconds };
  }
}

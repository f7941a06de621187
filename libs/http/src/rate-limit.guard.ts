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

/** Keeps any caller, and any address without a token, within its limits. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private readonly general: Limit;

  constructor(
    private readonly reflector: Reflector,
    private readonly limiter: RateLimiter,
    private readonly config: HttpConfig,
  ) {
    this.general = { max: config.rateLimitPerMinute, seconds: 60 };
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const handler = context.getHandler();
    if (this.reflector.get(Unlimited, handler)) return true;

    const { principal, ip } = context.switchToHttp().getRequest<FastifyRequest>();
    const network = networkOf(ip);
    this.limiter.count(principal ? `${principal.kind}:${principal.id}` : `address:${network}`, this.general);

    const strict = this.reflector.get(Strict, handler);
    if (strict)
      await this.limiter.hit(`${context.getClass().name}.${handler.name}:${network}`, this.scaled(strict));
    return true;
  }

  private scaled({ max, seconds }: Limit): Limit {
    return { max: Math.ceil((max * this.config.strictRateLimitPercent) / 100), seconds };
  }
}

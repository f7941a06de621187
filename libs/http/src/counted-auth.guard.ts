import { AuthGuard, TokenVerifier } from '@clientele/auth';
import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { HttpConfig } from './http.config';
import { countCaller } from './rate-limit.guard';
import { RateLimiter } from './rate-limiter';

/** Counts whom the route does not let in, too: tokens cannot be tried, nor routes, without limit. */
@Injectable()
export class CountedAuthGuard extends AuthGuard {
  constructor(
    reflector: Reflector,
    tokens: TokenVerifier,
    private readonly limiter: RateLimiter,
    private readonly config: HttpConfig,
  ) {
    super(reflector, tokens);
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    try {
      return await super.canActivate(context);
    } catch (refusal) {
      countCaller(this.limiter, this.config, context.switchToHttp().getRequest<FastifyRequest>());
      throw refusal;
    }
  }
}

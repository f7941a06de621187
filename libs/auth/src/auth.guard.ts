import type { Principal } from '@clientele/contracts';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Allow, Public } from './allow';
import { TokenMissing, TokenNotValid } from './auth.problems';
import { requireAllowed } from './decision';
import { TokenVerifier } from './token-verifier';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is calling, once the guard has seen the token. */
    principal?: Principal;
  }
}

/** Lets in whom the route allows. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const open = this.reflector.get(Public, context.getHandler());
    if (open === 'token-ignored') return true;
    const token = bearerOf(request.headers.authorization);
    if (token === undefined) {
      if (open) return true;
      throw new TokenMissing();
    }

    request.principal = await this.tokens.verify(token);
    if (!open) requireAllowed(request.principal, this.reflector.get(Allow, context.getHandler()));
    return true;
  }
}

function bearerOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(header) ?? [];
  if (token === undefined) throw new TokenNotValid({ detail: 'Send "Authorization: Bearer <token>".' });
  return token;
}

import { Allow } from '@clientele/auth';
import { PERSONAL_RESOURCES } from '@clientele/contracts';
import { operationId } from '@clientele/http';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Unrecorded } from './unrecorded';

/** What the audit log needs to know of a route. */
export interface Operation {
  readonly name: string;
  /** Whether employees read data of persons there. */
  readonly personal: boolean;
  readonly unrecorded: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The operation that answers the request, once it is known. */
    operation?: Operation;
  }
}

/** Notes on each request which operation answers it; refuses nobody. */
@Injectable()
export class OperationGuard implements CanActivate {
  private readonly known = new WeakMap<object, Operation>();

  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): true {
    const handler = context.getHandler();
    let operation = this.known.get(handler);
    if (!operation) {
      operation = this.describe(context);
      this.known.set(handler, operation);
    }
    context.switchToHttp().getRequest<FastifyRequest>().operation = operation;
    return true;
  }

  private describe(context: ExecutionContext): Operation {
    const handler = context.getHandler();
    const [resource = ''] = (this.reflector.get(Allow, handler)?.employee ?? '').split(':');
    return {
      name: operationId(context.getClass().name, handler.name),
      personal: PERSONAL_RESOURCES.has(resource),
      unrecorded: this.reflector.get(Unrecorded, handler) !== undefined,
    };
  }
}

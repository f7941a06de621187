import { DEFAULT_SHOP_ID, Problem, shopAt } from '@clientele/contracts';
import { Database, type Tx, violates } from '@clientele/database';
import { createParamDecorator, type ExecutionContext, Injectable, type PipeTransform } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import {
  IdempotencyInProgress,
  IdempotencyKeyMissing,
  IdempotencyKeyNotValid,
  IdempotencyKeyReused,
} from './http.problems';
import { claim, keep, keepProblem } from './idempotency.queries';
import { detailsOf, type ProblemDetails } from './problem-details';
import { serializeToKeep } from './raw-json';
import { ReplayedProblem } from './replayed-problem';

/**
 * Runs the work of a request in one transaction, together with the memory of its answer: a repetition with the
 * same Idempotency-Key gets that answer and does nothing. Without a key it is just a transaction.
 *
 * `sent` stands for a body that is a stream, and so cannot be read again: what tells it from another one.
 */
export type Once = <T extends object | void>(work: (tx: Tx) => Promise<T>, sent?: object) => Promise<T>;

/** Marks handlers that take an Idempotency-Key: `true` where one is needed. For the OpenAPI document. */
export const IDEMPOTENCY = Symbol('idempotency');

interface Request {
  readonly principal: string;
  readonly route: string;
  readonly key: string;
  readonly fingerprint: string;
}

@Injectable()
class OncePipe implements PipeTransform<ExecutionContext, Once> {
  constructor(private readonly db: Database) {}

  transform(context: ExecutionContext): Once {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const key = keyOf(request, Reflect.getMetadata(IDEMPOTENCY, context.getHandler()));
    if (key === undefined) return (work) => this.db.transaction(work);
    return (work, sent) => this.once(requestOf(request, key, sent), http.getResponse<FastifyReply>(), work);
  }

  private async once<T extends object | void>(
    request: Request,
    reply: FastifyReply,
    work: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.attempt(request, reply, work);
    } catch (error) {
      // The twin committed after our look and before our lock; now its answer can be seen, and it is the answer.
      const twinWasFaster =
        violates(error, 'idempotency_keys_pkey') ||
        (isAnswer(error) && !(await this.rememberProblem(request, detailsOf(error))));
      if (twinWasFaster) return await this.attempt(request, reply, work);
      throw error;
    }
  }

  private attempt<T extends object | void>(
    request: Request,
    reply: FastifyReply,
    work: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    const { principal, route, key, fingerprint } = request;
    const remembering = (answer: T) => ({
      statement: keep,
      parameters: [principal, route, key, fingerprint, false, serializeToKeep(answer ?? null)],
    });
    let replayed = false;
    return this.db.transaction(
      async (tx) => {
        const kept = await claim.first(tx, [principal, route, key]);
        replayed = kept?.body != null;
        if (kept?.body != null) {
          if (kept.fingerprint !== fingerprint) throw new IdempotencyKeyReused();
          void reply.header('idempotency-replayed', 'true');
          if (kept.problem) throw new ReplayedProblem(JSON.parse(kept.body) as ProblemDetails);
          return (JSON.parse(kept.body) ?? undefined) as T;
        }
        if (!kept?.locked) throw new IdempotencyInProgress({ retryAfter: 1 });

        return work(tx);
      },
      (answer) => (replayed ? undefined : remembering(answer)),
    );
  }

  /** Tells whether there was no answer yet. */
  private async rememberProblem(request: Request, details: ProblemDetails): Promise<boolean> {
    const { principal, route, key, fingerprint } = request;
    const values = [principal, route, key, fingerprint, JSON.stringify(details)];
    return (await keepProblem.first(this.db, values)) !== undefined;
  }
}

const context = createParamDecorator((_: unknown, current: ExecutionContext) => current);

/** Injects the transaction of the request, safe to repeat with the same Idempotency-Key. */
export const Once =
  ({ keyRequired = false }: { keyRequired?: boolean } = {}): ParameterDecorator =>
  (target, method, index) => {
    Reflect.defineMetadata(
      IDEMPOTENCY,
      keyRequired,
      (target as Record<string | symbol, object>)[method ?? ''] ?? target,
    );
    context(OncePipe)(target, method, index);
  };

function keyOf({ headers }: FastifyRequest, keyRequired: boolean): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) {
    if (keyRequired) throw new IdempotencyKeyMissing();
    return undefined;
  }
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new IdempotencyKeyNotValid({ detail: 'One to 255 visible ASCII characters.' });
  }
  return key;
}

function requestOf(request: FastifyRequest, key: string, sent: unknown = request.body): Request {
  return {
    principal: ownerOf(request),
    route: `${request.method} ${request.url}`,
    key,
    fingerprint: createHash('sha256').update(canonical(sent)).digest('base64'),
  };
}

// Whose key it is. A contact that acts for another customer, or at another shop, is another caller; so is an address that
// calls another shop.
function ownerOf({ principal, ip, place }: FastifyRequest): string {
  if (!principal) {
    const shopId = place ? shopAt(place) : DEFAULT_SHOP_ID;
    return shopId === DEFAULT_SHOP_ID ? `address:${ip}` : `address:${ip}:${shopId}`;
  }
  const { kind, id } = principal;
  const customer = kind === 'contact' && principal.customerId ? `:${principal.customerId}` : '';
  const shop = kind === 'contact' && principal.atShopId ? `:at:${principal.atShopId}` : '';
  return `${kind}:${id}${customer}${shop}`;
}

/** What a repetition would get again: not a passing trouble, and not the question of keys itself. */
const isAnswer = (error: unknown): boolean =>
  error instanceof Problem &&
  !['unavailable', 'too-many', 'unauthenticated'].includes(error.kind) &&
  !(error instanceof IdempotencyInProgress || error instanceof IdempotencyKeyReused);

// Key order carries no meaning in JSON, so it may differ between two sendings of one request. Passwords are left
// out: a stored fingerprint must be of no use to somebody who guesses them.
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (key, part: unknown) =>
      key === 'password'
        ? undefined
        : typeof part === 'object' && part !== null && !Array.isArray(part)
          ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
          : part,
    ) ?? ''
  );
}

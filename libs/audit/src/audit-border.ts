import { originOf } from '@clientele/auth';
import { Clock } from '@clientele/config';
import { type AuditEntryFact, DEFAULT_SHOP_ID, type Origin } from '@clientele/contracts';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AUDITED_SERVICE } from './audit';
import { AuditBuffer } from './audit-buffer';
import { type Doer, entryOf } from './audit-entry';
import { customerIn, idIn } from './answer.domain';
import type { Operation } from './operation.guard';
import type { Read } from './reads-together';

/** The kind of what a path is about. */
const RESOURCE = /^\/(?:v1\/)?([^/?]*)/;

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whose changes are in the log before they get their answer. */
const WAITED_FOR = new Set(['employee', 'client']);

/**
 * The net: whatever a request changes, and whatever an employee reads of persons, is recorded where the answer leaves,
 * unless the operation recorded it itself. Hooks and not an interceptor: each answer goes through them.
 */
@Injectable()
export class AuditBorder implements OnModuleInit {
  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly buffer: AuditBuffer,
    private readonly clock: Clock,
    @Inject(AUDITED_SERVICE) private readonly service: string,
  ) {}

  onModuleInit(): void {
    const fastify: FastifyInstance = this.adapter.httpAdapter.getInstance();
    fastify.addHook('onSend', (request, reply, payload, done) => {
      const written = this.record(request, reply, payload);
      if (written) void written.then(() => done(null, payload));
      else done(null, payload);
    });
    // When the last request is answered, and before the database is let go.
    fastify.addHook('onClose', () => this.buffer.flush());
  }

  private record(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<void> | undefined {
    const { operation, principal, place } = request;
    if (!operation || operation.unrecorded || reply.statusCode >= 400) return undefined;

    const doer = { ...(principal ?? { ...NOBODY, ...place }), origin: originOf(request) };
    if (READS.has(request.method)) {
      if (operation.personal && WAITED_FOR.has(doer.kind)) this.recordRead(doer, operation, request, payload);
      return undefined;
    }
    if (doer.origin.recorded || reply.hasHeader('idempotency-replayed')) return undefined;
    const about = aboutOf(request, payload);
    const entry = this.entryOf('change', doer, operation, about, { after: askedFor(request.body) });
    if (WAITED_FOR.has(doer.kind)) return this.buffer.write(entry);
    this.buffer.add(entry);
    return undefined;
  }

  /** What was asked for by a query is an entry of its own; things read one after the other are told of together. */
  private recordRead(
    doer: AskingDoer,
    operation: Operation,
    request: FastifyRequest,
    payload: unknown,
  ): void {
    const about = aboutOf(request, payload);
    const query = Object.keys(request.query as object).length > 0 ? (request.query as object) : undefined;
    const what = query || about.resourceId === undefined ? request.url : operation.name;
    this.buffer.addRead(`${doer.id} ${what} ${doer.origin.address}`, about, () =>
      this.entryOf('read', doer, operation, about, { query }),
    );
  }

  private entryOf(
    kind: AuditEntryFact['kind'],
    doer: Doer,
    { name }: Operation,
    { type, resourceId, customerId }: About,
    more: { readonly query?: object; readonly after?: object },
  ): AuditEntryFact {
    const resource = { type, id: resourceId };
    return entryOf(
      this.service,
      kind,
      doer,
      { operation: name, resource, customerId, ...more },
      this.clock.now(),
    );
  }
}

type AskingDoer = Doer & { readonly origin: Origin };

/** What a request is about. */
interface About extends Read {
  readonly type: string;
}

function aboutOf({ url, params, method, body }: FastifyRequest, payload: unknown): About {
  const type = RESOURCE.exec(url)?.[1] ?? '';
  const named = params as Readonly<Record<string, string>>;
  const resourceId =
    named['id'] ?? Object.values(named)[0] ?? (method === 'POST' ? idIn(payload) : undefined);
  const customerId = named['customerId'] ?? (type === 'customers' ? resourceId : customerIn(payload, body));
  return { type, resourceId, customerId };
}

// Of bytes it is enough how many they were.
const askedFor = (body: unknown): object | undefined =>
  Buffer.isBuffer(body) ? { bytes: body.length } : (body as object | undefined);

/** Who calls a public route without a token; of which shop, the route may know. */
const NOBODY = { kind: 'visitor', id: 'anonymous', shopId: DEFAULT_SHOP_ID } as const;

import { context, propagation } from '@opentelemetry/api';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PassThrough, type Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { answerHeaders, prefixesOf, requestHeaders, type Upstream, UPSTREAMS } from './proxy.domain';
import { UpstreamsService } from './upstreams.service';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Passes requests on to the services that own their paths, and the answers back, without reading either. */
@Injectable()
export class ProxyService implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly upstreams: UpstreamsService,
  ) {}

  onModuleInit(): void {
    const fastify: FastifyInstance = this.host.httpAdapter.getInstance();
    // In a scope of its own, as its bodies are not parsed.
    void fastify.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      for (const service of UPSTREAMS) {
        const handler = (request: FastifyRequest, reply: FastifyReply) => this.pass(service, request, reply);
        for (const prefix of prefixesOf(service)) {
          for (const url of [prefix, `${prefix}/*`])
            scope.route({ method: [...METHODS], url, exposeHeadRoute: false, handler });
        }
      }
    });
  }

  private async pass(service: Upstream, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const startedAt = performance.now();
    const signal = abortedWith(reply);
    const answer = await this.upstreams
      .request(service, {
        path: request.raw.url ?? '/',
        method: request.method as Dispatcher.HttpMethod,
        headers: headersOf(request),
        body: bodyOf(request),
        signal,
      })
      .catch((error: unknown) => {
        if (signal.aborted) return undefined;
        leaveBody(request, reply);
        throw error;
      });
    // Nobody is left to be answered.
    if (!answer) return reply.hijack();

    const { statusCode, headers, body } = answer;
    void reply.code(statusCode).headers(answerHeaders(headers)).header('x-clientele-service', service);
    void reply.header('server-timing', timing(service, startedAt, headers['server-timing']));
    leaveBody(request, reply);
    return reply.send(body);
  }
}

function headersOf(request: FastifyRequest): Record<string, string | string[]> {
  const { headers, ips, ip, protocol, host } = request;
  const { 'content-length': _length, ...others } = headers;
  const passed = requestHeaders(hasBody(request) ? headers : others, {
    addresses: ips ?? [ip],
    protocol,
    host,
  });
  // Continues the trace of this process, where there is one.
  propagation.inject(context.active(), passed);
  return passed as Record<string, string | string[]>;
}

// Between the two, so that a service that answers before it has read all does not cut the client's connection.
const bodyOf = (request: FastifyRequest): Readable | undefined =>
  hasBody(request) ? (request.body as Readable).pipe(new PassThrough()) : undefined;

const hasBody = ({ body, headers }: FastifyRequest): boolean =>
  Boolean(body) && headers['content-length'] !== '0';

/** Aborts when the client goes away before it was answered. */
function abortedWith(reply: FastifyReply): AbortSignal {
  const abort = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) abort.abort();
  });
  return abort.signal;
}

/** What the service has not read when it is answered, nobody will: the connection cannot be used again. */
function leaveBody(request: FastifyRequest, reply: FastifyReply): void {
  if (request.raw.complete) return;
  void reply.header('connection', 'close');
  request.raw.unpipe();
  request.raw.resume();
}

const timing = (service: string, startedAt: number, own: string | string[] | undefined): string =>
  [own ?? [], `${service};dur=${(performance.now() - startedAt).toFixed(1)}`].flat().join(', ');

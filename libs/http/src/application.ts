import { ProcessConfig } from '@clientele/config';
import type { ServiceName } from '@clientele/contracts';
import { JsonLogger, Metrics, nameSpan } from '@clientele/observability';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Type } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { Histogram } from 'prom-client';
import { addAnswerHeaders } from './answer-headers';
import { refuseOddShape } from './body-shape';
import { answerClientError } from './client-errors';
import { allowOrigins } from './cors';
import { drainBeforeClosing } from './drain';
import { Lifecycle } from './lifecycle';
import { openApiOf } from './openapi';
import { sendProblem } from './problem.filter';
import { serialize } from './raw-json';
import { acceptFiles } from './upload';

/** Paths outside `/v1`. */
const UNVERSIONED = ['health/live', 'health/ready', 'metrics', '.well-known/jwks.json'];

/** Makes an adapter with the limits every process has. */
export const adapterFor = (config: ProcessConfig): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: 1024 * 1024,
    trustProxy: config.trustedProxies.split(',').map((address) => address.trim()),
    // Above what load balancers keep idle, so that they and not we close first.
    keepAliveTimeout: 72_000,
    requestTimeout: 60_000,
    // While draining we finish what comes on open connections instead of refusing it.
    return503OnClosing: false,
    genReqId: () => randomUUID(),
    // What the router and the HTTP parser refuse before there is a handler.
    frameworkErrors: (error: unknown, _: FastifyRequest, reply: FastifyReply) =>
      void sendProblem(error, reply),
    clientErrorHandler: answerClientError,
  });

/** Bodies are JSON, which Fastify reads by itself; forms, which Nest would read too, are none. */
export const APPLICATION_OPTIONS = { bodyParser: false, abortOnError: false } as const;

/** Publishes what an application tells of itself, before it listens. */
export type ServeDocuments = (app: NestFastifyApplication, service: ServiceName) => void;

/** The application as it serves: conventions of HTTP, OpenAPI, metrics. Not listening yet. */
export async function createApplication(
  service: ServiceName,
  module: Type,
  config: ProcessConfig,
  documents: ServeDocuments = serveDocuments,
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(module, adapterFor(config), {
    ...APPLICATION_OPTIONS,
    logger: new JsonLogger(service, config.logLevel),
  });
  await configure(app);
  documents(app, service);
  return app;
}

/** Brings an application to the conventions; tests do it to applications of their own making. */
export async function configure(app: NestFastifyApplication): Promise<void> {
  app.setGlobalPrefix('v1', { exclude: UNVERSIONED });
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.setReplySerializer(serialize);
  acceptMediaTypes(fastify);
  acceptFiles(fastify);
  checkBodies(fastify);
  observe(fastify, app.get(Metrics));
  addAnswerHeaders(fastify, app.get(Lifecycle));
  allowOrigins(app, app.get(ProcessConfig).corsOrigins);
  drainBeforeClosing(fastify, app.get(Lifecycle));
  lingerAfterRefusal(fastify);
}

/** The OpenAPI document at `/openapi.json`, made when it is first asked for, and Swagger UI at `/docs`. */
function serveDocuments(app: NestFastifyApplication, service: ServiceName): void {
  let document: OpenAPIObject | undefined;
  SwaggerModule.setup('docs', app, () => (document ??= openApiOf(app, service)), {
    jsonDocumentUrl: 'openapi.json',
  });
}

// Before any pipe sees it.
function checkBodies(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', (request, _reply, done) => {
    refuseOddShape(request.body);
    done();
  });
}

/** Come as bytes, to handlers whose body is a `Buffer`; no others take them. */
const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

// RFC 7396 bodies are JSON with a media type of their own. Text is nothing that any operation takes.
function acceptMediaTypes(fastify: FastifyInstance): void {
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser(
    'application/merge-patch+json',
    { parseAs: 'string' },
    fastify.getDefaultJsonParser('error', 'error'),
  );
  fastify.addContentTypeParser(PICTURES, { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes));
}

function observe(fastify: FastifyInstance, metrics: Metrics): void {
  const duration = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Duration of requests by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [metrics.registry],
  });
  fastify.addHook('onRequest', (request, _reply, done) => {
    nameSpan(request.method, request.routeOptions.url ?? 'unknown');
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    duration.observe(
      { method: request.method, route, status: String(reply.statusCode) },
      reply.elapsedTime / 1_000,
    );
    done();
  });
}

const LINGER_MS = 2_000;

// A connection that is closed with unread data in it is reset, and the answer to a body we did not want may be
// lost on the way. So we read on for a while before we close.
function lingerAfterRefusal(fastify: FastifyInstance): void {
  fastify.addHook('onSend', ({ raw: { complete, socket } }, _reply, payload, done) => {
    if (!complete) {
      socket.destroySoon = () => {
        socket.end();
        setTimeout(() => socket.destroy(), LINGER_MS).unref();
      };
    }
    done(null, payload);
  });
}

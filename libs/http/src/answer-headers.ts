import type { FastifyInstance } from 'fastify';
import type { Lifecycle } from './lifecycle';

/** What keeps browsers on the safe side: the headers of helmet, which depend on no request and so are written once. */
const SECURITY = {
  'content-security-policy': [
    "default-src 'self'",
    "base-uri 'self'",
    "font-src 'self' https: data:",
    "form-action 'self'",
    "frame-ancestors 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "script-src 'self'",
    "script-src-attr 'none'",
    "style-src 'self' https: 'unsafe-inline'",
  ].join(';'),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};

/**
 * The headers every answer has. Hooks with callbacks and not interceptors: each answer goes through them, and an
 * interceptor costs more than all of them.
 */
export function addAnswerHeaders(fastify: FastifyInstance, lifecycle: Lifecycle): void {
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(SECURITY);
    done();
  });
  // The `version` of a single resource is its ETag.
  fastify.addHook('preSerialization', (_request, reply, answer: unknown, done) => {
    const version = versionOf(answer);
    if (version !== undefined) void reply.header('etag', `"${version}"`);
    done(null, answer);
  });
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (request.url.startsWith('/v1/') && !reply.hasHeader('cache-control'))
      void reply.header('cache-control', 'no-store');
    // Otherwise a client that keeps its connection open would outlast the time there is to shut down.
    if (lifecycle.draining) void reply.header('connection', 'close');
    done(null, payload);
  });
}

const versionOf = (answer: unknown): number | undefined =>
  typeof answer === 'object' && answer !== null && 'version' in answer && typeof answer.version === 'number'
    ? answer.version
    : undefined;

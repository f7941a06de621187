import fastifyStatic from '@fastify/static';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { dirname, join } from 'node:path';
import { GatewayConfig } from '../gateway.config';

const PAGE = join(__dirname, 'page');
const SWAGGER_UI = dirname(require.resolve('swagger-ui-dist/package.json'));
const SWAGGER_FILES = ['/swagger-ui-bundle.js', '/swagger-ui.css'];

/** The page runs no script and loads nothing that is not its own. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // Swagger UI sets styles from its script; no script can be smuggled in by them.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the API console at `/`, its files below `/console/`. */
@Injectable()
export class ConsoleService implements OnModuleInit {
  constructor(
    private readonly config: GatewayConfig,
    private readonly host: HttpAdapterHost<FastifyAdapter>,
  ) {}

  onModuleInit(): void {
    if (!this.config.console) return;
    const fastify: FastifyInstance = this.host.httpAdapter.getInstance();
    void fastify.register(async (scope) => {
      await scope.register(fastifyStatic, {
        root: [PAGE, SWAGGER_UI],
        prefix: '/console/',
        index: false,
        allowedPath: (path, root) => (root === PAGE ? true : SWAGGER_FILES.includes(path)),
      });
      scope.addHook('onSend', async (_request, reply) => {
        void reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
      });
      scope.get('/', (_request, reply: FastifyReply) => reply.sendFile('index.html', PAGE));
    });
  }
}

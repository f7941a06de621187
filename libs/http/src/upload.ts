import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { MediaTypeUnsupported } from './http.problems';

/** Media type of a file that is sent as it is, whatever it holds. */
const ANY_FILE = 'application/octet-stream';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the body of the route is a file as it is. */
    takesFile?: boolean;
  }
}

/** Declares that the body of a route is a file as it is; the handler gets it by `@Upload()`. */
export const TakesFile = (): MethodDecorator =>
  applyDecorators(
    RouteConfig({ takesFile: true }),
    ApiConsumes(ANY_FILE),
    ApiBody({ required: true, description: 'The file.', schema: { type: 'string', format: 'binary' } }),
  );

/** Injects the file that is sent, as a stream that nobody has limited yet. */
export const Upload = createParamDecorator((_: unknown, context: ExecutionContext): Readable => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const { body } = request;
  // Who keeps what was asked, such as the audit log, keeps no stream.
  request.body = undefined;
  if (body instanceof Readable) return body;
  if (body !== undefined) throw new MediaTypeUnsupported();
  return Readable.from([]);
});

/** Leaves the bodies of such routes unread, and refuses files everywhere else. */
export function acceptFiles(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(ANY_FILE, ({ routeOptions }, payload, done) => {
    if (routeOptions.config.takesFile) done(null, payload);
    else done(new MediaTypeUnsupported());
  });
}

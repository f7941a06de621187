import { Injectable, type OnModuleInit, UnsupportedMediaTypeException } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';

const PATH = '/v1/auth/token';

/** Reads forms at the one route whose standard wants them (RFC 6749, appendix B); all others take JSON only. */
@Injectable()
export class TokenForm implements OnModuleInit {
  constructor(private readonly adapter: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify: FastifyInstance = this.adapter.httpAdapter.getInstance();
    fastify.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (request, body, done) => {
        if (request.routeOptions.url !== PATH) return done(new UnsupportedMediaTypeException());
        done(null, Object.fromEntries(new URLSearchParams(String(body))));
      },
    );
  }
}

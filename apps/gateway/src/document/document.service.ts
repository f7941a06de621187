import { openApiOf } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { type Upstream, UPSTREAMS } from '../proxy/proxy.domain';
import { UpstreamsService } from '../proxy/upstreams.service';
import { type ApiDocument, type DocumentPart, mergeDocuments } from './document.domain';

const FRESH_MS = 5_000;
/** A service makes its document when it is first asked, which takes a second or two on a busy machine. */
const DEADLINE_MS = 10_000;

/** The OpenAPI document of the whole suite, from what the services say at the moment. */
@Injectable()
export class DocumentService {
  private merged?: { readonly text: Promise<string>; readonly madeAt: number };

  constructor(private readonly upstreams: UpstreamsService) {}

  /** The merged document as text, a few seconds old at most. `own` makes the gateway's part of it. */
  text(own: () => ApiDocument): Promise<string> {
    if (!this.merged || performance.now() - this.merged.madeAt > FRESH_MS) {
      this.merged = { text: this.merge(own), madeAt: performance.now() };
    }
    return this.merged.text;
  }

  private async merge(own: () => ApiDocument): Promise<string> {
    const fetched = await Promise.all(UPSTREAMS.map((service) => this.fetch(service)));
    const parts = fetched.filter((part) => part !== undefined);
    const missing = UPSTREAMS.filter((name) => !parts.some(({ service }) => service === name));
    return JSON.stringify(mergeDocuments([...parts, { service: 'gateway', document: own() }], missing));
  }

  private async fetch(service: Upstream): Promise<DocumentPart | undefined> {
    try {
      const { status, body } = await this.upstreams.json(service, '/openapi.json', DEADLINE_MS);
      return status === 200 && isDocument(body) ? { service, document: body } : undefined;
    } catch {
      return undefined;
    }
  }
}

const isDocument = (body: unknown): body is ApiDocument =>
  typeof body === 'object' && body !== null && 'openapi' in body && 'paths' in body;

/** Serves the merged document at `/openapi.json`, where a service serves its own. */
export function serveMergedDocument(app: NestFastifyApplication): void {
  const documents = app.get(DocumentService);
  let own: ApiDocument | undefined;
  const ownDocument = () => (own ??= JSON.parse(JSON.stringify(openApiOf(app, 'gateway'))) as ApiDocument);
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.get('/openapi.json', async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(await documents.text(ownDocument)),
  );
  fastify.get('/docs', (_request, reply) => reply.redirect('/'));
}

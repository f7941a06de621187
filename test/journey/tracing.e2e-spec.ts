import { eventually } from '@clientele/testing';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { RunningSuite } from '../setup/running-suite';

jest.setTimeout(120_000);

interface Span {
  readonly traceId: string;
  readonly name: string;
  readonly service: string;
}

interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { key: string; value: { stringValue?: string } }[] };
    readonly scopeSpans: readonly { readonly spans: readonly { traceId: string; name: string }[] }[];
  }[];
}

/** An OpenTelemetry collector that only remembers. */
class Collector {
  readonly spans: Span[] = [];
  private readonly server: Server = createServer((request, response) => {
    void json(request).then((body) => {
      this.take(body as Export);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private take({ resourceSpans }: Export): void {
    for (const { resource, scopeSpans } of resourceSpans) {
      const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
      for (const { spans } of scopeSpans) {
        for (const { traceId, name } of spans) this.spans.push({ traceId, name, service });
      }
    }
  }
}

describe('tracing', () => {
  const collector = new Collector();
  let running: RunningSuite;

  beforeAll(async () => {
    const endpoint = await collector.start();
    running = await RunningSuite.start({
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_BSP_SCHEDULE_DELAY: '200' },
    });
  });

  afterAll(async () => {
    await running.stop();
    collector.stop();
  });

  it('follows one request through gateway, service, database and broker to who acts on its event', async () => {
    await running.shop.register();

    await eventually(() => {
      const traceId = collector.spans.find(({ name }) => name === 'POST /v1/registrations')?.traceId;
      const names = collector.spans
        .filter((span) => span.traceId === traceId)
        .map(({ service, name }) => `${service}: ${name}`);

      expect(names).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^gateway: POST /),
          'identity: POST /v1/registrations',
        ]),
      );
      expect(names).toContainEqual(expect.stringMatching(/^identity: pg.query/));
      expect(names).toContain('groups: groups-registration identity.customer.registered.v1');
      expect(names).toContain('orders: orders-memberships groups.memberships.changed.v1');
    }, 30_000);
  });
});

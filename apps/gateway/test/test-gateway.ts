import { loadSettings } from '@clientele/config';
import { createApplication } from '@clientele/http';
import { NatsServer, TokenIssuer } from '@clientele/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppModule } from '../src/app.module';
import { serveMergedDocument } from '../src/document/document.service';
import { GatewayConfig } from '../src/gateway.config';
import { StubService } from './stub-service';

const NAMES = ['groups', 'orders', 'support'] as const;

/** The real gateway on a real port, before services that only tell what they were asked. */
export class TestGateway {
  private constructor(
    readonly url: string,
    readonly app: NestFastifyApplication,
    readonly nats: NatsServer,
    readonly tokens: TokenIssuer,
    readonly services: Readonly<Record<(typeof NAMES)[number], StubService>>,
    private readonly directory: string,
  ) {}

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<TestGateway> {
    const directory = await mkdtemp(join(tmpdir(), 'clientele-gateway-'));
    const nats = new NatsServer({ dataDir: directory, sync: 'default' });
    await nats.start();
    const tokens = await TokenIssuer.start();
    const [groups, orders, support] = await Promise.all(NAMES.map((name) => StubService.start(name)));
    if (!groups || !orders || !support) throw new Error('A stub did not start.');
    Object.assign(process.env, {
      ...{ NATS_URL: nats.url, IDENTITY_URL: tokens.url, GROUPS_URL: groups.url },
      ...{ ORDERS_URL: orders.url, SUPPORT_URL: support.url, UPSTREAM_TIMEOUT_MS: '500' },
      ...{ LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent', TEST_CLOCK: '0', CONSOLE: '1' },
      CORS_ORIGINS: '',
      ...environment,
    });
    const app = await createApplication(
      'gateway',
      AppModule,
      loadSettings(GatewayConfig),
      serveMergedDocument,
    );
    await app.listen(0, '127.0.0.1');
    return new TestGateway(await app.getUrl(), app, nats, tokens, { groups, orders, support }, directory);
  }

  /** Calls the gateway over a socket. */
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(new URL(path, this.url), { redirect: 'manual', ...init });
  }

  async stop(): Promise<void> {
    await this.app.close();
    for (const service of Object.values(this.services)) await service.stop();
    await this.tokens.stop();
    await this.nats.stop();
    await rm(this.directory, { recursive: true, force: true });
  }
}

import { ServiceTooSlow, ServiceUnavailable } from '@clientele/http';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent, type Dispatcher, errors } from 'undici';
import { GatewayConfig } from '../gateway.config';
import type { Upstream } from './proxy.domain';

export type UpstreamRequest = Omit<Dispatcher.RequestOptions, 'origin'>;

/** The connections to the services, which are kept and used again. */
@Injectable()
export class UpstreamsService implements OnApplicationShutdown {
  private readonly agent: Agent;

  constructor(private readonly config: GatewayConfig) {
    this.agent = new Agent({
      connections: 256,
      connect: { timeout: 2_000 },
      // Below what the services keep idle, so that we and not they close first.
      keepAliveTimeout: 30_000,
      headersTimeout: config.upstreamTimeoutMs,
      bodyTimeout: config.upstreamTimeoutMs,
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.close();
  }

  urlOf(service: Upstream): string {
    const { identityUrl, groupsUrl, ordersUrl, supportUrl } = this.config;
    return { identity: identityUrl, groups: groupsUrl, orders: ordersUrl, support: supportUrl }[service];
  }

  /** The answer of a service as it comes; a problem when there is none. */
  async request(service: Upstream, request: UpstreamRequest): Promise<Dispatcher.ResponseData> {
    const options = { ...request, origin: new URL(this.urlOf(service)).origin };
    try {
      return await this.agent.request(options).catch((error: unknown) => {
        if (isStaleConnection(error) && isRepeatable(request)) return this.agent.request(options);
        throw error;
      });
    } catch (error) {
      throw problemOf(error, service);
    }
  }

  /** What a service answers to a GET in JSON, within a deadline. */
  async json(
    service: Upstream,
    path: string,
    deadlineMs: number,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly status: number; readonly body: unknown }> {
    const { statusCode, body } = await this.request(service, {
      method: 'GET',
      path,
      headers,
      signal: AbortSignal.timeout(deadlineMs),
    });
    return { status: statusCode, body: await body.json() };
  }
}

function problemOf(error: unknown, service: Upstream): unknown {
  const name = error instanceof Error ? error.name : '';
  if (error instanceof errors.HeadersTimeoutError || name === 'TimeoutError')
    return new ServiceTooSlow({ service });
  // The client went away, or we asked for what cannot be: not the service's fault.
  if (name === 'AbortError' || name === 'InvalidArgumentError' || name === 'NotSupportedError') return error;
  return new ServiceUnavailable({ service, detail: `The service ${service} does not answer.` });
}

// A kept connection that the service closed just when we used it, as it does when it restarts.
const isStaleConnection = (error: unknown): boolean =>
  error instanceof errors.SocketError ||
  (error instanceof Error && 'code' in error && error.code === 'ECONNRESET');

const isRepeatable = ({ method, body }: UpstreamRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && !body;

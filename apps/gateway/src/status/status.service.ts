import { Clock, productVersion } from '@clientele/config';
import { Problem } from '@clientele/contracts';
import { Broker } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { UPSTREAMS, type Upstream } from '../proxy/proxy.domain';
import { UpstreamsService } from '../proxy/upstreams.service';
import type { ReachedServiceView, SuiteStatusView } from './status.views';

const DEADLINE_MS = 2_000;

const version = productVersion();

/** Asks all services at once how they are; who does not answer in time is named. */
@Injectable()
export class StatusService {
  constructor(
    private readonly upstreams: UpstreamsService,
    private readonly broker: Broker,
    private readonly clock: Clock,
  ) {}

  /** The status of the suite, asked in the name of the caller, whose `Authorization` header this is. */
  async status(authorization: string): Promise<SuiteStatusView> {
    const [brokerConnected, ...services] = await Promise.all([
      this.broker.isConnected(),
      ...UPSTREAMS.map((service) => this.reach(service, authorization)),
    ]);
    return {
      version,
      now: this.clock.now().toISOString(),
      brokerConnected,
      services,
      unavailable: services.filter(({ status }) => status === null).map(({ service }) => service),
    };
  }

  private async reach(service: Upstream, authorization: string): Promise<ReachedServiceView> {
    const startedAt = performance.now();
    const said = await this.ask(service, authorization);
    return { service, ...said, durationMs: Math.round(performance.now() - startedAt) };
  }

  private async ask(
    service: Upstream,
    authorization: string,
  ): Promise<Pick<ReachedServiceView, 'reachable' | 'version' | 'status' | 'problem'>> {
    try {
      const path = `/v1/ops/${service}/status`;
      const { status, body } = await this.upstreams.json(service, path, DEADLINE_MS, { authorization });
      if (status !== 200)
        return { reachable: true, version: null, status: null, problem: textOf(body, 'code') };
      return { reachable: true, version: textOf(body, 'version'), status: Object(body), problem: null };
    } catch (error) {
      const problem = error instanceof Problem ? error.code : 'answer-not-readable';
      return { reachable: false, version: null, status: null, problem };
    }
  }
}

function textOf(body: unknown, field: string): string | null {
  const value: unknown = Object(body)[field];
  return typeof value === 'string' ? value : null;
}

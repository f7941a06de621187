import { DatabaseStartup } from '@clientele/database';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { setTimeout as delay } from 'node:timers/promises';

/** Whether there may be more to do at once; `waiting` if what it is for must get on before. */
export type Looked = boolean | 'waiting';

type Work = () => Promise<Looked | void>;

const WAITING_MS = 50;
/** What looks rarely looks soon after the start all the same: the database is never ready at once. */
const NOT_READY_MS = 500;

/**
 * Marks a method that looks for work and does a part of it, returning a `Looked`. It is called again and again, at once
 * while there is more and after so many milliseconds when there is not; in every replica, but never twice at the same
 * time in one. What it was at when the process is to end, it ends.
 */
export const LooksEvery = DiscoveryService.createDecorator<number>();

/** Calls the methods that look for work, from when the database is ready until the process is to end. */
@Injectable()
export class Rounds implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Rounds.name);
  private readonly stopping = new AbortController();
  private loops: readonly Promise<void>[] = [];

  constructor(
    private readonly startup: DatabaseStartup,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onApplicationBootstrap(): void {
    this.loops = this.discovery.getProviders().flatMap((provider) => {
      if (!provider.instance || typeof provider.instance !== 'object') return [];
      return this.scanner.getAllMethodNames(Object.getPrototypeOf(provider.instance)).flatMap((method) => {
        const pauseMs = this.discovery.getMetadataByDecorator(LooksEvery, provider, method);
        const work: Work = () => provider.instance[method]();
        return pauseMs === undefined ? [] : [this.repeat(`${provider.name}.${method}`, pauseMs, work)];
      });
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.loops);
  }

  private async repeat(name: string, pauseMs: number, work: Work): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const isReady = await this.startup.isReady();
      const looked = isReady && (await this.attempt(name, work));
      if (looked === true) continue;
      const restMs = looked === 'waiting' ? WAITING_MS : isReady ? pauseMs : Math.min(pauseMs, NOT_READY_MS);
      await delay(restMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  private async attempt(name: string, work: Work): Promise<Looked | void> {
    try {
      return await work();
    } catch (error) {
      this.logger.warn(`${name} goes on later: ${String(error)}`);
      return false;
    }
  }
}

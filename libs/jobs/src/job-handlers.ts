import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { JobHandler } from './job';

/** Marks a provider that does jobs of this kind: a `JobHandler`. */
export const RunsJobs = DiscoveryService.createDecorator<string>();

/** Who does jobs of which kind. */
@Injectable()
export class JobHandlers implements OnModuleInit {
  private readonly handlers = new Map<string, JobHandler>();

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    for (const wrapper of this.discovery.getProviders({ metadataKey: RunsJobs.KEY })) {
      const kind = this.discovery.getMetadataByDecorator(RunsJobs, wrapper);
      if (kind) this.handlers.set(kind, wrapper.instance as JobHandler);
    }
  }

  get kinds(): readonly string[] {
    return [...this.handlers.keys()];
  }

  of(kind: string): JobHandler | undefined {
    return this.handlers.get(kind);
  }
}

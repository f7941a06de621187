import { DiscoveryService } from '@nestjs/core';

/**
 * Marks a method `(tx) => Promise<void>` that puts in what a new installation needs. It runs after the
 * migrations at every start, one process at a time, so it must change nothing the second time.
 */
export const Seed = DiscoveryService.createDecorator<{ order?: number }>();

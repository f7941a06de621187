import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceName } from '@clientele/testing';
import { memoryOf } from './driver/cpu';
import type { Stage } from './stage';

/** What a process takes to start and to be there. */
export interface Footprint {
  readonly service: ServiceName;
  /** Seconds until it is ready, the others running. */
  readonly start: number;
  /** Megabytes, some seconds after it was ready; and what it had come to after the load. */
  readonly atRest: number;
  readonly afterLoad: number;
}

const REST_MS = 15_000;

/** Restarts each service and sees how long it takes and how much memory it has then. */
export async function measureFootprints({ suite }: Stage): Promise<Footprint[]> {
  const begun: Omit<Footprint, 'atRest'>[] = [];
  for (const service of ['gateway', 'identity', 'groups', 'orders', 'support'] as const) {
    const process = suite.service(service);
    const afterLoad = memoryOf(process.pid ?? 0);
    await process.stop();
    const stopped = performance.now();
    await process.start();
    begun.push({ service, start: (performance.now() - stopped) / 1_000, afterLoad });
  }
  await delay(REST_MS);
  return begun.map((one) => ({ ...one, atRest: memoryOf(suite.service(one.service).pid ?? 0) }));
}

import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from './connection';
import { percentile } from './statistics';

/** Where requests go, and what they are. */
export interface Load {
  readonly port: number;
  /** The next request, as its bytes. */
  readonly next: () => string;
  /** What a request that worked answers. */
  readonly status: number;
  readonly connections: number;
  readonly milliseconds: number;
}

/** What a stretch of load came to. */
export interface Outcome {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Sends requests as fast as they are answered, each connection one after the other. Any wrong answer ends it. */
export async function drive(load: Load): Promise<Outcome> {
  const connections = await Promise.all(
    Array.from({ length: load.connections }, () => Connection.open(load.port)),
  );
  try {
    const started = performance.now();
    const latencies = await Promise.all(connections.map((connection) => repeat(connection, load, started)));
    const seconds = (performance.now() - started) / 1_000;
    const all = latencies.flat();
    return {
      requests: all.length,
      perSecond: all.length / seconds,
      p50: percentile(all, 50),
      p99: percentile(all, 99),
    };
  } finally {
    for (const connection of connections) connection.close();
    await delay(20);
  }
}

async function repeat(connection: Connection, load: Load, started: number): Promise<number[]> {
  const latencies: number[] = [];
  let now = performance.now();
  while (now - started < load.milliseconds) {
    const request = load.next();
    const sent = performance.now();
    const { status, body } = await connection.send(request);
    now = performance.now();
    if (status !== load.status) throw new Error(`${firstLine(request)} answered ${status}: ${body}`);
    latencies.push(now - sent);
  }
  return latencies;
}

const firstLine = (request: string): string => request.slice(0, request.indexOf('\r\n'));

import { setTimeout as delay } from 'node:timers/promises';
import type { AnswerTimes } from '../logins';
import { Connections } from './connections';
import { percentile } from './statistics';

/** Sends requests at a steady pace for as long as something takes, and looks how long they take. */
export async function besides<T>(
  port: number,
  perSecond: number,
  next: () => string,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly times: AnswerTimes }> {
  const connections = new Connections(port);
  let isOver = false;
  const latencies: Promise<number>[] = [];
  const asking = (async () => {
    for (const start = performance.now(); !isOver;) {
      const due = start + (latencies.length * 1_000) / perSecond;
      await delay(Math.max(0, due - performance.now()));
      const sent = performance.now();
      latencies.push(connections.send(next()).then(() => performance.now() - sent));
    }
  })();
  const result = await work().finally(() => {
    isOver = true;
  });
  await asking;
  const all = await Promise.all(latencies);
  connections.close();
  return { result, times: { p50: percentile(all, 50), p99: percentile(all, 99) } };
}

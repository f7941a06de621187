import { Client as Api } from '@clientele/testing';
import { DateTime } from 'luxon';
import { setTimeout as delay } from 'node:timers/promises';
import { requestReconciliation } from '../../apps/groups/src/segments/segments.queries';
import type { AnswerTimes } from '../logins';
import type { Desk } from './desk';
import type { Effort } from './effort';

/** What is done while nothing but time passes. */
export interface NightFigures {
  readonly name: string;
  readonly segments: number;
  /** How many came in or left. */
  readonly moved: number;
  readonly seconds: number;
  /** Until the last event of it was published. */
  readonly toldSeconds: number;
  readonly effort: Effort;
  /** Of price requests meanwhile. */
  readonly prices: AnswerTimes;
}

const ZONE = 'Europe/Paris';
const TIMED = `SELECT count(*)::integer AS n FROM segments WHERE is_timed AND state <> 'deleted'`;
const MOVED = 'SELECT coalesce(max(id), 0)::float8 AS n FROM segment_transitions';

/** Has a day begin, and then all customers looked at for all segments. */
export async function measureNight(desk: Desk, say: (step: string) => void): Promise<NightFigures[]> {
  await desk.atRest();
  const gateway = new Api(desk.suite.url);
  say('Having a day begin');
  const midnight = await nextMidnight(desk);
  await gateway.post('/v1/test/clock', { now: midnight.minus({ minutes: 1 }).toISO() });
  await passed(desk, midnight.minus({ minutes: 2 }));
  await desk.atRest();
  const day = await measure(
    desk,
    'a day begins',
    await desk.one(TIMED),
    async () => {
      await gateway.post('/v1/test/clock', { now: midnight.plus({ seconds: 1 }).toISO() });
      await passed(desk, midnight);
      while ((await desk.groups.query('SELECT FROM fact_changes LIMIT 1')).rowCount !== 0) await delay(50);
    },
    say,
  );
  say('Having all customers looked at for all segments');
  const segments = await desk.one('SELECT count(*)::integer AS n FROM segments');
  const all = await measure(
    desk,
    'all customers for all segments',
    segments,
    async () => {
      const now = midnight.toJSDate();
      await desk.groups.query(requestReconciliation.sql, [now, now, 'Europe/Paris', 'Europe/Paris']);
      while ((await desk.groups.query('SELECT FROM segment_builds LIMIT 1')).rowCount !== 0) await delay(100);
    },
    say,
  );
  await gateway.post('/v1/test/clock', { offsetMs: 0 });
  return [day, all];
}

async function measure(
  desk: Desk,
  name: string,
  segments: number,
  work: () => Promise<void>,
  say: (step: string) => void,
): Promise<NightFigures> {
  const before = await desk.one(MOVED);
  const begun = performance.now();
  const since = (): number => (performance.now() - begun) / 1_000;
  const { result, times, effort } = await desk.besides(async () => {
    await work();
    const seconds = since();
    await desk.atRest();
    return { seconds, toldSeconds: since() };
  });
  const moved = (await desk.one(MOVED)) - before;
  say(
    `${name}: ${result.seconds.toFixed(1)} s, told after ${result.toldSeconds.toFixed(1)} s, ${moved} came or left`,
  );
  return { name, segments, moved, ...result, effort, prices: times };
}

/** The next one that no run before has seen begin. */
async function nextMidnight({ groups }: Desk): Promise<DateTime> {
  const { rows } = await groups.query<{ until: Date | null }>(
    'SELECT max(timed_until) AS until FROM segments WHERE is_timed',
  );
  const from = DateTime.fromMillis(Math.max(Date.now(), rows[0]?.until?.getTime() ?? 0), { zone: ZONE });
  return from.plus({ days: 1 }).startOf('day');
}

/** It is looked once a minute whether time has passed. */
async function passed(desk: Desk, until: DateTime): Promise<void> {
  const sql = `${TIMED} AND timed_until < $1`;
  while ((await desk.one(sql, until.toJSDate())) > 0) await delay(50);
}

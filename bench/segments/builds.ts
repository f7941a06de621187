import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { segmentDefinitions, type SegmentDefinition } from '../data/segment-rules';
import type { AnswerTimes } from '../logins';
import type { Desk } from './desk';
import type { Effort } from './effort';

/** How long it takes until it is known who is in a new segment. */
export interface BuildFigures {
  readonly name: string;
  readonly segments: number;
  readonly members: number;
  readonly seconds: number;
  /** Until the last event of it was published. */
  readonly toldSeconds: number;
  readonly peakMegabytes: number;
  readonly effort: Effort;
  /** Of price requests meanwhile. */
  readonly prices: AnswerTimes;
}

/** Makes the 200 segments, unless they are there from a run before, and waits until they are built. */
export async function buildAll(desk: Desk, say: (step: string) => void): Promise<BuildFigures | undefined> {
  const there = await desk.one('SELECT count(*)::integer AS n FROM segments');
  const missing = segmentDefinitions(desk.shop).slice(there);
  const leftOver = await desk.one(WAITING);
  const count = missing.length + leftOver;
  if (count === 0) return;
  say(`Making ${missing.length} segments, ${leftOver} are left over`);
  return { ...(await build(desk, `${count}, one after the other`, missing, say)), segments: count };
}

/** Makes one more that half of everybody is in, and one that nobody is in; they are gone afterwards. */
export async function buildMore(desk: Desk, say: (step: string) => void): Promise<BuildFigures[]> {
  const figures: BuildFigures[] = [];
  for (const definition of MORE) {
    say(`Making a segment: ${definition.name}`);
    figures.push(await build(desk, definition.name, [definition], say));
    const { rows } = await desk.groups.query<{ id: string }>(
      `SELECT id FROM segments WHERE name ->> 'en' = $1`,
      [definition.name],
    );
    for (const { id } of rows) await desk.api.delete(`/v1/segments/${id}`);
    await desk.atRest();
  }
  return figures;
}

const WAITING = 'SELECT count(*)::integer AS n FROM segment_builds';

const MORE: readonly SegmentDefinition[] = [
  { name: 'nobody is in', rule: { fact: 'postcode', operator: 'equals', value: 'nowhere' } },
  {
    name: 'half of everybody is in',
    rule: {
      any: [
        { fact: 'newsletter', operator: 'equals', value: true },
        { fact: 'age', operator: 'atLeast', value: 70 },
      ],
    },
  },
];

async function build(
  desk: Desk,
  name: string,
  definitions: readonly SegmentDefinition[],
  say: (step: string) => void,
): Promise<BuildFigures> {
  const { pid } = desk.suite.service('groups');
  if (pid === undefined) throw new Error('The service groups is gone.');
  // Forgets the peak so far.
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const before = await desk.one('SELECT count(*)::float8 AS n FROM segment_members');
  const begun = performance.now();
  const { result, times, effort } = await desk.besides(async () => {
    for (const { name: en, ...definition } of definitions)
      await desk.api.post('/v1/segments', { name: { en }, ...definition });
    await built(desk, say);
    const seconds = since(begun);
    await desk.atRest();
    return { seconds, toldSeconds: since(begun) };
  });
  await desk.groups.query('VACUUM ANALYZE segment_members, segment_transitions, segments, segment_builds');
  say(`${name}: ${result.seconds.toFixed(1)} s, told after ${result.toldSeconds.toFixed(1)} s`);
  return {
    ...{ name, segments: definitions.length, ...result, effort, peakMegabytes: peakOf(pid), prices: times },
    members: (await desk.one('SELECT count(*)::float8 AS n FROM segment_members')) - before,
  };
}

async function built(desk: Desk, say: (step: string) => void): Promise<void> {
  for (let said = performance.now(); ;) {
    const left = await desk.one(WAITING);
    if (left === 0) return;
    if (performance.now() - said > 20_000) {
      say(`${left} segments are being built`);
      said = performance.now();
    }
    await delay(100);
  }
}

const since = (begun: number): number => (performance.now() - begun) / 1_000;

const peakOf = (pid: number): number =>
  Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;

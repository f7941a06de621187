import { Client as Api, eventually } from '@clientele/testing';
import { setTimeout as delay } from 'node:timers/promises';
import { besides } from './driver/beside';
import { forgetPeak, peakMemoryOf } from './driver/cpu';
import type { AnswerTimes } from './logins';
import type { Operation } from './operations/operation';
import type { Stage } from './stage';

/** Many memberships that come or go at once. */
interface BatchFigures {
  readonly name: string;
  readonly customers: number;
  readonly seconds: number;
  /** Until all events of it were published; null where there were none. */
  readonly toldSeconds: number | null;
  /** Of price requests meanwhile; null where the services stood still. */
  readonly prices: AnswerTimes | null;
  /** Whether nobody waits for it, so that prices are to be hardly slower meanwhile. */
  readonly givesWay: boolean;
  /** Processor time of everything that is measured, for each customer, in microseconds. */
  readonly cpu: number;
  /** The most memory that groups had meanwhile. */
  readonly peakMegabytes: number | null;
}

/** What price requests take while nothing else happens, and what is done beside them. */
export interface BatchResults {
  readonly alone: AnswerTimes;
  readonly batches: readonly BatchFigures[];
}

const PRICES_PER_SECOND = 100;
const ALONE_MS = 10_000;
/** As many rows per transaction as a batch has. */
const TOGETHER = 1_000;
const POSTCODE = 'BENCH';
const LOOK_MS = 200;

/** Puts all customers into a group by a segment, and has all these memberships end, while prices are asked for. */
export async function measureBatches(stage: Stage, prices: Operation): Promise<BatchResults> {
  const api = new Api(stage.suite.service('groups').url).as(stage.operatorToken);
  const ask = <T>(work: () => Promise<T>) =>
    besides(stage.portOf('orders'), PRICES_PER_SECOND, prices.next, work);
  const measured = async (
    name: string,
    work: () => Promise<Done>,
    givesWay = false,
  ): Promise<BatchFigures> => {
    const { pid = 0 } = stage.suite.service('groups');
    forgetPeak(pid);
    const { result, times } = await ask(work);
    const peakMegabytes = peakMemoryOf(pid);
    // Until all who listen have heard it.
    await stage.atRest();
    const { begun, ...done } = result;
    return {
      name,
      ...done,
      prices: times,
      givesWay,
      cpu: cpuSince(stage, begun) / done.customers,
      peakMegabytes,
    };
  };
  const segmentId = await segmentOfAll(stage, api);
  const [first, second] = [await groupOf(api, 'Linked'), await groupOf(api, 'Linked by hand')];
  const third = await groupOf(api, 'Linked by a file');
  await ask(() => delay(ALONE_MS));
  await stage.atRest();
  const alone = (await ask(() => delay(ALONE_MS))).times;
  const linked = await measured('put into a group by a segment', () => link(stage, api, first, segmentId));
  // Nothing is left to do: what stands still with a lock would keep others from it.
  const bare = await linkBare(stage, second);
  // The minute until the job begins is no part of what is measured: prices would look as quick as alone.
  const due = await untilOver(stage, first);
  const expired = await measured('taken out when it is over', () => expire(stage, first, due), true);
  const file = await fileOfAll(stage);
  const filed = await measured('put into a group by a file', () => linkFile(stage, api, third, file));
  return { alone, batches: [linked, bare, expired, filed] };
}

/** What was done, and since when that took time. */
interface Done extends Pick<BatchFigures, 'customers' | 'seconds' | 'toldSeconds'> {
  readonly begun: Beginning;
}

const beginning = (stage: Stage) => ({ at: performance.now(), cpu: stage.cpu() });
type Beginning = ReturnType<typeof beginning>;

/** Microseconds. */
const cpuSince = (stage: Stage, { cpu }: Beginning): number => (stage.cpu() - cpu) * 1_000;

async function link(stage: Stage, api: Api, groupId: string, segmentId: string): Promise<Done> {
  const begun = beginning(stage);
  const job = await api.post<Job>('/v1/membership-batches', {
    ...{ action: 'add', groupId, customers: { segmentId } },
  });
  return finished(stage, api, job, begun);
}

async function linkFile(stage: Stage, api: Api, groupId: string, file: Buffer): Promise<Done> {
  const begun = beginning(stage);
  const { url } = stage.suite.service('groups');
  const response = await fetch(`${url}/v1/membership-batches/from-file?action=add&groupId=${groupId}`, {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${stage.operatorToken}`, 'content-type': 'application/octet-stream' },
    },
    body: new Uint8Array(file),
  });
  if (!response.ok)
    throw new Error(`The file was answered with ${response.status}: ${await response.text()}`);
  return finished(stage, api, (await response.json()) as Job, begun);
}

async function finished(stage: Stage, api: Api, { id }: Job, begun: Beginning): Promise<Done> {
  let job: Job;
  // Each look takes a little of what is measured.
  do {
    await delay(LOOK_MS);
    job = await api.get<Job>(`/v1/membership-batches/${id}`);
  } while (job.finishedAt === null);
  const seconds = (Date.parse(job.finishedAt) - Date.parse(job.startedAt ?? '')) / 1_000;
  return { seconds, ...(await told(stage, begun, job.counts['joined'] ?? 0)) };
}

/** All customers, as a shop would export them. */
async function fileOfAll(stage: Stage): Promise<Buffer> {
  const { rows } = await stage.databases.groups.query<{ id: string }>(
    'SELECT customer_id AS id FROM members',
  );
  return Buffer.from(['id;name', ...rows.map(({ id }, i) => `${id};Customer ${i}`)].join('\r\n'));
}

/** The same rows by plain `pg`, as many per transaction. */
async function linkBare(stage: Stage, groupId: string): Promise<BatchFigures> {
  const { groups } = stage.databases;
  const { rows } = await groups.query<{ id: string }>('SELECT customer_id AS id FROM members');
  const ids = rows.map(({ id }) => id);
  stage.pause(true);
  const begun = beginning(stage);
  for (let i = 0; i < ids.length; i += TOGETHER) {
    const some = ids.slice(i, i + TOGETHER);
    await groups.query('BEGIN');
    await groups.query(
      `INSERT INTO memberships (customer_id, group_id, started_at, base_source) SELECT id, $2, now(), 'manual' FROM unnest($1::uuid[]) AS c (id)`,
      [some, groupId],
    );
    await groups.query(
      `UPDATE members SET version = version + 1, updated_at = now() WHERE customer_id = ANY ($1)`,
      [some],
    );
    await groups.query(
      `INSERT INTO membership_changes (id, customer_id, group_id, kind, actor_kind, actor_id, changed_at)
       SELECT gen_random_uuid(), id, $2, 'joined', 'employee', 'bench', now() FROM unnest($1::uuid[]) AS c (id)`,
      [some, groupId],
    );
    await groups.query(
      `INSERT INTO outbox (id, type, event, published_at)
       SELECT gen_random_uuid(), 'bench', $2::json, now() FROM unnest($1::uuid[]) AS c (id)`,
      [some, EVENT],
    );
    await groups.query('COMMIT');
  }
  const seconds = (performance.now() - begun.at) / 1_000;
  const cpu = cpuSince(stage, begun) / ids.length;
  stage.pause(false);
  const none = { toldSeconds: null, prices: null, givesWay: false, peakMegabytes: null };
  return { name: 'bare `INSERT`s', customers: ids.length, seconds, cpu, ...none };
}

/** As long as an event of memberships. */
const EVENT = JSON.stringify({ data: 'x'.repeat(700) });

// Counting them would keep a processor busy.
const isThere = async ({ databases }: Stage, what: string, value: string): Promise<boolean> =>
  (await databases.groups.query(`SELECT FROM ${what} $1 LIMIT 1`, [value])).rowCount === 1;

/** Ends the time of all in a group; returns, when the job that takes them out has begun, how many they are. */
async function untilOver(stage: Stage, groupId: string): Promise<number> {
  const { groups } = stage.databases;
  // The job begins with a minute: with one far enough ahead for all that follows from this alone to be over.
  const { rowCount } = await groups.query(
    `UPDATE memberships m SET expires_at = d.due, base_expires_at = d.due
     FROM (SELECT date_trunc('minute', now() + interval '30 seconds') + interval '1 minute' AS due) d
     WHERE group_id = $1`,
    [groupId],
  );
  while ((await groups.query('SELECT FROM fact_changes LIMIT 1')).rowCount === 1) await delay(LOOK_MS);
  await groups.query('VACUUM (ANALYZE) memberships');
  await stage.atRest();
  const { rows } = await groups.query<{ last: string }>('SELECT max(position) AS last FROM outbox');
  while (!(await isThere(stage, 'outbox WHERE position >', rows[0]?.last ?? '0'))) await delay(20);
  return rowCount ?? 0;
}

async function expire(stage: Stage, groupId: string, due: number): Promise<Done> {
  const begun = beginning(stage);
  // Each look passes by all entries that are dead by now.
  while (await isThere(stage, 'memberships WHERE group_id =', groupId)) await delay(500);
  const seconds = (performance.now() - begun.at) / 1_000;
  return { seconds, ...(await told(stage, begun, due)) };
}

async function told(stage: Stage, begun: Beginning, customers: number): Promise<Omit<Done, 'seconds'>> {
  while ((await stage.backlog()) > 0) await delay(LOOK_MS);
  return { customers, toldSeconds: (performance.now() - begun.at) / 1_000, begun };
}

async function segmentOfAll(stage: Stage, api: Api): Promise<string> {
  const { groups } = stage.databases;
  await groups.query(
    `INSERT INTO customer_facts (customer_id, shop_id, postcode) SELECT customer_id, shop_id, $1 FROM members
     ON CONFLICT (customer_id) DO UPDATE SET postcode = excluded.postcode`,
    [POSTCODE],
  );
  await groups.query('ANALYZE customer_facts');
  const { id } = await api.post<{ id: string }>('/v1/segments', {
    name: { en: 'All' },
    rule: { fact: 'postcode', operator: 'equals', value: POSTCODE },
  });
  await eventually(async () => {
    const { state } = await api.get<{ state: string }>(`/v1/segments/${id}`);
    if (state !== 'ready') throw new Error('It is being built.');
  }, 120_000);
  await groups.query('ANALYZE segment_members');
  return id;
}

const groupOf = async (api: Api, name: string): Promise<string> =>
  (await api.post<{ id: string }>('/v1/groups', { name: { en: name } })).id;

interface Job {
  readonly id: string;
  readonly state: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

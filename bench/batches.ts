import { Client as Api, eventually } from '@clientele/testing';
import { setTimeout as delay } from 'node:timers/promises';
import { besides } from './driver/beside';
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

/** Puts all customers into a group by a segment, and has all these memberships end, while prices are asked for. */
export async function measureBatches(stage: Stage, prices: Operation): Promise<BatchResults> {
  const api = new Api(stage.suite.service('groups').url).as(stage.operatorToken);
  const ask = <T>(work: () => Promise<T>) =>
    besides(stage.portOf('orders'), PRICES_PER_SECOND, prices.next, work);
  const segmentId = await segmentOfAll(stage, api);
  const [first, second] = [await groupOf(api, 'Linked'), await groupOf(api, 'Linked by hand')];
  await ask(() => delay(ALONE_MS));
  await stage.atRest();
  const alone = (await ask(() => delay(ALONE_MS))).times;
  const linked = await ask(() => link(stage, api, first, segmentId));
  // What stands still with a lock would keep others from it.
  await stage.atRest();
  const bare = await linkBare(stage, second);
  const expired = await ask(() => expire(stage, first));
  return {
    alone,
    batches: [
      { name: 'put into a group by a segment', ...linked.result, prices: linked.times },
      { name: 'bare `INSERT`s', ...bare, toldSeconds: null, prices: null },
      { name: 'taken out when it is over', ...expired.result, prices: expired.times },
    ],
  };
}

type Done = Pick<BatchFigures, 'customers' | 'seconds' | 'toldSeconds'>;

async function link(stage: Stage, api: Api, groupId: string, segmentId: string): Promise<Done> {
  const begun = performance.now();
  const { id } = await api.post<{ id: string }>('/v1/membership-batches', {
    ...{ action: 'add', groupId, customers: { segmentId } },
  });
  const job = await eventually(async () => {
    const found = await api.get<Job>(`/v1/membership-batches/${id}`);
    if (found.finishedAt === null) throw new Error(`The batch is ${found.state}.`);
    return found;
  }, 300_000);
  const seconds = (Date.parse(job.finishedAt ?? '') - Date.parse(job.startedAt ?? '')) / 1_000;
  return { customers: job.counts['joined'] ?? 0, seconds, toldSeconds: await told(stage, begun) };
}

/** The same rows by plain `pg`, as many per transaction. */
async function linkBare(stage: Stage, groupId: string): Promise<Omit<Done, 'toldSeconds'>> {
  const { groups } = stage.databases;
  const { rows } = await groups.query<{ id: string }>('SELECT customer_id AS id FROM members');
  const ids = rows.map(({ id }) => id);
  stage.pause(true);
  const begun = performance.now();
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
  const seconds = (performance.now() - begun) / 1_000;
  stage.pause(false);
  return { customers: ids.length, seconds };
}

/** As long as an event of memberships. */
const EVENT = JSON.stringify({ data: 'x'.repeat(700) });

async function expire(stage: Stage, groupId: string): Promise<Done> {
  const { groups } = stage.databases;
  // Counting them would keep a processor busy.
  const isThere = async (what: string, value: string): Promise<boolean> =>
    (await groups.query(`SELECT FROM ${what} $1 LIMIT 1`, [value])).rowCount === 1;
  const { rowCount } = await groups.query(
    `UPDATE memberships SET expires_at = now(), base_expires_at = now() WHERE group_id = $1`,
    [groupId],
  );
  await groups.query('ANALYZE memberships');
  const { rows } = await groups.query<{ last: string }>('SELECT max(position) AS last FROM outbox');
  // The job begins with a minute.
  while (!(await isThere('outbox WHERE position >', rows[0]?.last ?? '0'))) await delay(50);
  const begun = performance.now();
  // Each look passes by all entries that are dead by now.
  while (await isThere('memberships WHERE group_id =', groupId)) await delay(500);
  const seconds = (performance.now() - begun) / 1_000;
  return { customers: rowCount ?? 0, seconds, toldSeconds: await told(stage, begun) };
}

async function told(stage: Stage, begun: number): Promise<number> {
  while ((await stage.backlog()) > 0) await delay(50);
  return (performance.now() - begun) / 1_000;
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
  readonly state: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

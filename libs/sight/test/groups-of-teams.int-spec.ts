import {
  type DomainEvent,
  type MembershipsChanged,
  membershipsChanged,
  SalesTeamChanged,
  systemActor,
} from '@clientele/contracts';
import { combineSchemas, Database, dataSourceFor, type Tx } from '@clientele/database';
import { aSalesTeam, createDatabase, eventually, TEST_SHOP } from '@clientele/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { keepCustomerMemberships } from '../src/customer-memberships';
import { keepTeam } from '../src/keep-team';
import { membershipsSchema, sightSchema } from '../src/sight.schema';

/** What a replica of the release before does with memberships, in two statements. */
const ADVANCE = `
  INSERT INTO customer_memberships AS m (customer_id, version) SELECT * FROM unnest($1::uuid[], $2::integer[])
  ON CONFLICT (customer_id) DO UPDATE SET version = excluded.version WHERE m.version <= excluded.version
  RETURNING customer_id AS "customerId"`;
const KEEP = `
  WITH news AS (SELECT * FROM unnest($2::uuid[], $3::uuid[]) AS i (customer_id, group_id)), ended AS (
    DELETE FROM customer_groups g
    WHERE g.customer_id = ANY ($1::uuid[]) AND (g.customer_id, g.group_id) NOT IN (SELECT customer_id, group_id FROM news))
  INSERT INTO customer_groups (customer_id, group_id)
  SELECT customer_id, group_id FROM news
  WHERE (customer_id, group_id) NOT IN (
    SELECT customer_id, group_id FROM customer_groups WHERE customer_id = ANY ($1::uuid[]))
  ON CONFLICT DO NOTHING`;

const LOCK = "hashtext('groups of sales teams')";

type Told = DomainEvent<MembershipsChanged>;

describe('who is in groups of sales teams', () => {
  let db: Database;
  let url: string;
  let attempts = 0;

  beforeAll(async () => {
    url = await createDatabase();
    const schema = combineSchemas(sightSchema, membershipsSchema);
    const source = dataSourceFor({ databaseUrl: url, databasePoolSize: 8 }, schema);
    db = new Database(await source.initialize());
    await source.runMigrations();
  });

  beforeEach(async () => {
    attempts = 0;
    await db.source.query(
      'TRUNCATE customer_groups, customer_memberships, sales_teams, sales_team_responsibilities',
    );
  });

  afterAll(() => db.source.destroy());

  const inTransaction = (work: (tx: Tx) => Promise<void>): Promise<void> =>
    db.transaction((tx) => {
      attempts++;
      return work(tx);
    });
  const tell = (...events: readonly Told[]) => inTransaction((tx) => keepCustomerMemberships(events, tx));
  const tellTeam = (event: DomainEvent<SalesTeamChanged>) => inTransaction((tx) => keepTeam(event, tx));
  const tellBefore = (...events: readonly Told[]) => inTransaction((tx) => keepAsBefore(tx, events));
  const rows = async (): Promise<string[]> => {
    const found: { pair: string }[] = await db.source.query(
      "SELECT customer_id || ' ' || group_id AS pair FROM customer_groups ORDER BY 1",
    );
    return found.map(({ pair }) => pair);
  };
  /** Customers of a group whom members of teams see. */
  const seenIn = async (groupId: string): Promise<string[]> => {
    const found: { id: string }[] = await db.source.query(
      `SELECT DISTINCT g.customer_id AS id FROM sales_team_responsibilities d JOIN customer_groups g ON g.group_id = d.target_id
       WHERE d.kind = 'group' AND d.target_id = $1 ORDER BY 1`,
      [groupId],
    );
    return found.map(({ id }) => id);
  };

  it('is kept of groups that a team is responsible for, and of no other', async () => {
    const [anna, ben, tea, wine] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
    await tellTeam(aTeam([tea]));

    await tell(memberships(anna, [tea, wine]), memberships(ben, [wine]));

    expect(await rows()).toEqual([`${anna} ${tea}`]);
  });

  it('is known at once when a team becomes responsible, and forgotten when none is any more', async () => {
    const [anna, ben, tea, teamId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
    await tell(memberships(anna, [tea]), memberships(ben, [uuidv7()]));

    const before = await rows();
    await tellTeam(aTeam([tea], teamId, 1));
    await tellTeam(aTeam([tea]));
    const known = await rows();
    await tellTeam(aTeam([], teamId, 2));
    const ofTheOther = await rows();
    await db.source.query('DELETE FROM sales_team_responsibilities');

    expect({ before, known, ofTheOther, after: await rows() }).toEqual({
      ...{ before: [], known: [`${anna} ${tea}`], ofTheOther: [`${anna} ${tea}`], after: [] },
    });
  });

  it('is what was told last of a customer, however late the rest comes', async () => {
    const [anna, tea, wine] = [uuidv7(), uuidv7(), uuidv7()];
    await tellTeam(aTeam([tea, wine]));

    for (const [version, groupId] of [
      [3, tea],
      [1, wine],
      [2, wine],
      [3, tea],
    ] as const)
      await tell(memberships(anna, [groupId], version));

    expect(await rows()).toEqual([`${anna} ${tea}`]);
  });

  it.each(['memberships', 'teams'])('is right when both come at once, the %s first', async (first) => {
    const [anna, tea] = [uuidv7(), uuidv7()];
    const work = [() => tell(memberships(anna, [tea])), () => tellTeam(aTeam([tea]))];
    const blocker = new Client({ connectionString: url });
    await blocker.connect();
    await blocker.query(`SELECT pg_advisory_lock(${LOCK})`);
    const waiting = (count: number) =>
      eventually(async () =>
        expect(
          await db.source.query(
            `SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
             WHERE l.locktype = 'advisory' AND NOT l.granted AND d.datname = current_database()`,
          ),
        ).toHaveLength(count),
      );

    const done: Promise<void>[] = [];
    try {
      for (const one of first === 'teams' ? work.toReversed() : work) {
        done.push(one());
        await waiting(done.length);
      }
    } finally {
      await blocker.end();
    }
    await Promise.all(done);

    expect(await rows()).toEqual([`${anna} ${tea}`]);
  });

  it('is looked up by index also where it was planned when hardly anybody was in such a group', async () => {
    const [anna, tea] = [uuidv7(), uuidv7()];
    await tellTeam(aTeam([tea]));
    await tell(memberships(anna, [tea]));
    await db.source.query('ANALYZE customer_groups');
    const client = new Client({ connectionString: url });
    await client.connect();
    const change = () =>
      client.query('UPDATE customer_memberships SET version = version WHERE customer_id = $1', [anna]);
    try {
      // As often as it takes until a plan is kept for good.
      for (let i = 0; i < 10; i++) await change();
      await client.query(
        'INSERT INTO customer_groups SELECT gen_random_uuid(), $1 FROM generate_series(1, 5000)',
        [tea],
      );

      await client.query('BEGIN');
      await change();
      const { rows: read } = await client.query(
        "SELECT seq_tup_read::integer AS rows FROM pg_stat_xact_user_tables WHERE relname = 'customer_groups'",
      );

      expect(read).toEqual([{ rows: 0 }]);
    } finally {
      await client.end();
    }
  });

  describe('beside replicas of the release before', () => {
    it('is what they wrote last, and then what we did', async () => {
      const [anna, ben, tea, wine] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
      await tell(memberships(anna, [tea, wine], 1), memberships(ben, [tea, wine], 1));
      await tellBefore(memberships(anna, [tea], 2), memberships(ben, [tea, wine], 1));
      await tellTeam(aTeam([tea, wine]));

      const theirs = [await seenIn(tea), await seenIn(wine)];
      await tellBefore(memberships(anna, [wine], 3));
      const again = [await seenIn(tea), await seenIn(wine)];
      await tell(memberships(anna, [tea], 4));
      const ours = [await seenIn(tea), await seenIn(wine)];

      expect({ theirs, again, ours }).toEqual({
        ...{ theirs: [[anna, ben], [ben]], again: [[ben], [anna, ben]], ours: [[anna, ben], [ben]] },
      });
    });

    it('forgets what they wrote of groups that no team was responsible for', async () => {
      const [anna, tea, wine] = [uuidv7(), uuidv7(), uuidv7()];
      await tellBefore(memberships(anna, [tea], 1));
      await tell(memberships(anna, [wine], 2));

      await tellTeam(aTeam([tea, wine]));

      expect(await rows()).toEqual([`${anna} ${wine}`]);
    });
  });

  it('is right after all of them did much at once, and nobody waited in a ring', async () => {
    const [customers, groups, teams] = [ids(12), ids(4), ids(3)];
    const versions = Array.from({ length: 60 }, (_, i) => i + 1);
    const news = versions.map((version) =>
      some(customers).map((customerId) => memberships(customerId, some(groups), version)),
    );
    const teamNews = versions.map((version) => aTeam(some(groups, 0), teams[version % 3], version));

    await Promise.all([
      ...[0, 1, 2].map((worker) =>
        eachOf(news, worker, (events) => (worker === 0 ? tellBefore : tell)(...events)),
      ),
      ...[0, 1].map((worker) => eachOf(teamNews, worker, tellTeam, 2)),
    ]);

    const last = new Map(news.flat().map((event) => [event.data.customerId, event.data.items]));
    const expected = groups.map((groupId) =>
      customers.filter((id) => last.get(id)?.some((item) => item.groupId === groupId)),
    );
    await tellTeam(aTeam(some(groups)));
    const responsible: { id: string }[] = await db.source.query(
      'SELECT DISTINCT target_id AS id FROM sales_team_responsibilities',
    );
    const isOfTeam = (groupId: string) => responsible.some(({ id }) => id === groupId);
    expect(await Promise.all(groups.map(seenIn))).toEqual(
      groups.map((groupId, i) => (isOfTeam(groupId) ? expected[i] : [])),
    );
    expect(attempts).toBe(news.length + teamNews.length + 1);
  });
});

const ids = (count: number): string[] => Array.from({ length: count }, () => uuidv7());

/** Each at random, and at least so many of them. */
function some<T>(all: readonly T[], least = 1): T[] {
  const chosen = all.filter(() => Math.random() < 0.5);
  return chosen.length < least ? all.slice(0, least) : chosen;
}

/** Every third (or so) of them, one after the other. */
async function eachOf<T>(
  all: readonly T[],
  worker: number,
  work: (one: T) => Promise<void>,
  workers = 3,
): Promise<void> {
  for (const [i, one] of all.entries()) if (i % workers === worker) await work(one);
}

/** As it is read from its message. */
function aTeam(
  groupIds: readonly string[],
  teamId: string = uuidv7(),
  version = 1,
): DomainEvent<SalesTeamChanged> {
  const event = aSalesTeam({ teamId, responsibilities: [{ kind: 'group', ids: [...groupIds] }] }, version);
  return { ...event, data: Object.assign(new SalesTeamChanged(), event.data) };
}

const memberships = (customerId: string, groupIds: readonly string[], version = 1): Told => {
  const [defaultGroupId = ''] = groupIds;
  const about = { aggregate: { id: customerId, version }, shopId: TEST_SHOP, actor: systemActor('test') };
  return membershipsChanged.create(
    { ...about, occurredAt: new Date() },
    {
      ...{ customerId, defaultGroupId, fallbackGroupId: defaultGroupId },
      items: groupIds.map((groupId) => ({ groupId })),
    },
  );
};

async function keepAsBefore(tx: Tx, events: readonly Told[]): Promise<void> {
  const sorted = events.toSorted((a, b) => (a.aggregate.id < b.aggregate.id ? -1 : 1));
  const advanced: { customerId: string }[] = await tx.query(ADVANCE, [
    sorted.map(({ data }) => data.customerId),
    sorted.map(({ aggregate }) => aggregate.version),
  ]);
  const customerIds = advanced.map(({ customerId }) => customerId);
  const items = sorted.flatMap(({ data: { customerId, items: all } }) =>
    customerIds.includes(customerId) ? all.map(({ groupId }) => ({ customerId, groupId })) : [],
  );
  await tx.query(KEEP, [
    customerIds,
    items.map(({ customerId }) => customerId),
    items.map(({ groupId }) => groupId),
  ]);
}

import { DatabaseBusy } from '@clientele/database';
import { eventually, HeldLocks } from '@clientele/testing';
import { countOf } from '../src/segments/count-customers';
import { Look } from '../src/segments/look';
import { SegmentShop } from './segment-shop';

const RULE = { rule: { fact: 'country', operator: 'equals', value: 'FR' } };

describe('previews of segments that take long', () => {
  let shop: SegmentShop;
  let locks: HeldLocks;
  let customer: string;

  beforeAll(async () => {
    shop = await SegmentShop.open();
    locks = new HeldLocks(shop.service.db);
    customer = await shop.customer({ country: 'FR' });
  });

  afterEach(() => locks.letGo());

  afterAll(() => shop.close());

  const counting = async (): Promise<number> => {
    const [row] = await shop.service.db.manager.query<{ n: number }[]>(
      `SELECT count(*)::integer AS n FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%customer_facts%LIMIT 10001%'`,
    );
    return row?.n ?? 0;
  };
  const preview = () => shop.employee.post<{ code: string }>('/v1/segments/preview', RULE);

  it('are made two at a time while some wait, and whoever comes then is told to come again', async () => {
    const release = await locks.take('LOCK TABLE customer_facts IN ACCESS EXCLUSIVE MODE');
    const previews = Array.from({ length: 9 }, preview);

    const refused = await Promise.race(previews);
    await eventually(async () => expect(await counting()).toBe(2));
    await release();

    expect(refused).toMatchObject({ status: 503, body: { code: 'too-busy' } });
    expect(refused.headers['retry-after']).toBeDefined();
    const statuses = (await Promise.all(previews)).map(({ status }) => status).toSorted();
    expect(statuses).toEqual([...Array.from({ length: 8 }, () => 200), 503]);
  });

  it('are counted to the end where a part leaves it in doubt that there are many', async () => {
    const slow = (facts: string) =>
      `SELECT customer_id FROM ${facts} x WHERE (SELECT pg_sleep(0.5)) IS NOT NULL`;

    const counted = await countOf(shop.service.db, (_, facts) =>
      facts === 'customer_facts' ? slow(facts) : `SELECT customer_id FROM ${facts}`,
    );

    expect(counted).toEqual({ count: 1, exact: true, margin: null, sample: [customer] });
  });

  it('are not counted on when a part leaves no doubt, and leave the connection to others', async () => {
    const { db } = shop.service;
    const counted = await countOf(db, (_, facts) =>
      facts === 'customer_facts'
        ? `SELECT customer_id FROM ${facts} x WHERE (SELECT pg_sleep(60)) IS NOT NULL`
        : `SELECT customer_id FROM ${facts}, generate_series(1, 30000)`,
    );
    const working = await db.manager.query<unknown[]>(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND query LIKE '%pg_sleep(60)%'
         AND pid <> pg_backend_pid()`,
    );

    expect(counted).toMatchObject({ exact: false, margin: expect.any(Number) });
    expect(working).toEqual([]);
  });

  it('end in time: with an estimate where a part can be looked at, else by saying that it takes too long', async () => {
    const slow = (facts: string) =>
      `SELECT customer_id FROM ${facts} x WHERE (SELECT pg_sleep(60)) IS NOT NULL`;
    const { db } = shop.service;

    const [estimated, refused] = await Promise.allSettled([
      countOf(db, (_, facts) =>
        facts === 'customer_facts' ? slow(facts) : `SELECT customer_id FROM ${facts}`,
      ),
      countOf(db, (_, facts) => slow(facts)),
    ]);

    expect(estimated).toMatchObject({ value: { count: 1, exact: false, sample: [customer] } });
    expect(refused).toMatchObject({ reason: expect.any(DatabaseBusy) });
  });

  it('go on until they have taken as long as they may where they cannot be given up', async () => {
    const { db } = shop.service;
    const isAtWork = `SELECT FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'active' AND query LIKE '%pg_sleep(1)%' AND pid <> pg_backend_pid()`;
    const look = new Look<{ n: number }>(db, {
      ...{ sql: 'SELECT 1 AS n FROM pg_sleep(1)', parameters: [], patience: '5s' },
    });
    await eventually(async () => expect(await db.manager.query<unknown[]>(isAtWork)).toHaveLength(1));

    // All connections are taken. Somebody has to hear of that at once: by default it ends the process otherwise.
    const failure = Promise.reject(new Error('no connection'));
    const heard = jest.spyOn(failure, 'catch');
    const query = db.manager.query.bind(db.manager);
    const spy = jest
      .spyOn(db.manager, 'query')
      .mockImplementation((sql, values) => (sql.includes('pg_cancel') ? failure : query(sql, values)));
    const givenUp = look.giveUp();
    expect(heard).toHaveBeenCalledTimes(1);
    await givenUp;
    spy.mockRestore();

    expect(await look.row).toEqual({ n: 1 });
  });
});

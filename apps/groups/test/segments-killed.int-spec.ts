import { segmentMemberEntered, segmentMemberLeft } from '@clientele/contracts';
import { Rounds } from '@clientele/jobs';
import { OutboxRelay } from '@clientele/messaging';
import { eventually, TEST_SHOP } from '@clientele/testing';
import { Builds } from '../src/segments/builds.service';
import { Changes } from '../src/segments/changes.service';
import { Passing } from '../src/segments/passing.service';
import { requestBuild, STEP } from '../src/segments/segments.queries';
import { OtherReplica } from './other-replica';
import { type SegmentBody, SegmentShop } from './segment-shop';

const ALL = 600;
const MOVED = 300;
/** Came in without anybody being told. */
const OVERLOOKED = 400;
/** Have not been here for as long as their segment asks for. */
const GONE = 200;
/** Some are left when the first step of a build is done. */
const MANY = STEP + 100;

describe('a process that is killed at segments', () => {
  let shop: SegmentShop;
  let other: OtherReplica;

  beforeAll(async () => {
    shop = await SegmentShop.open();
    other = new OtherReplica(shop.service.db);
    // What is done here is done when the test says so.
    await shop.service.app.get(Rounds).beforeApplicationShutdown();
  });

  afterAll(async () => {
    await other.end();
    await shop.close();
  });

  const query = <T>(sql: string, ...values: unknown[]) => other.query<T>(sql, ...values);
  const numberOf = (sql: string, ...values: unknown[]) => other.numberOf(sql, ...values);
  const membersOf = (id: string) => numberOf('segment_members WHERE segment_id = $1', id);
  const movesOf = (id: string) => numberOf('segment_transitions WHERE segment_id = $1', id);
  const segment = async (fact: string, value: string): Promise<string> => {
    const rule = { fact, operator: 'equals', value };
    return (await shop.employee.post<SegmentBody>('/v1/segments', { name: { en: value }, rule })).body.id;
  };
  const work = async (): Promise<void> => {
    const [changes, builds] = [shop.service.app.get(Changes), shop.service.app.get(Builds)];
    await Promise.all(
      [changes, changes].map(async (one) => {
        while (await one.followSome());
      }),
    );
    await Promise.all(
      [builds, builds].map(async (one) => {
        while ((await one.buildSome()) === true);
      }),
    );
  };

  it('loses nobody and moves nobody twice: others do what it was at', async () => {
    const customers = (fact: 'country' | 'postcode', value: string, count: number) =>
      query(
        `INSERT INTO customer_facts (customer_id, shop_id, ${fact})
         SELECT gen_random_uuid(), $1, $2 FROM generate_series(1, $3::integer)`,
        ...[TEST_SHOP, value, count],
      );
    await customers('country', 'FR', ALL);
    const [french, belgian, berlin] = [
      await segment('country', 'FR'),
      await segment('country', 'BE'),
      await segment('postcode', '10115'),
    ];
    await work();
    await customers('postcode', '10115', OVERLOOKED);
    await other.start();

    // Changes and building both come as far as their events, and no further.
    const release = await other.locks.take('LOCK TABLE outbox IN EXCLUSIVE MODE');
    await query(
      `WITH moved AS (
         UPDATE customer_facts SET country = 'BE' WHERE customer_id IN (
           SELECT customer_id FROM customer_facts WHERE country = 'FR' LIMIT ${MOVED}) RETURNING customer_id)
       INSERT INTO fact_changes (customer_id, facts) SELECT customer_id, '{country}' FROM moved`,
    );
    await requestBuild.rows(shop.service.db, [berlin, 'reconciliation', new Date()]);
    await other.isHeldUp('^INSERT INTO outbox', 2);
    await other.kill();
    await release();

    await eventually(async () => expect(await numberOf('fact_changes')).toBe(MOVED));
    expect(await membersOf(belgian)).toBe(0);
    expect(await membersOf(berlin)).toBe(0);
    await work();

    expect([await membersOf(french), await membersOf(belgian), await membersOf(berlin)]).toEqual([
      ...[ALL - MOVED, MOVED, OVERLOOKED],
    ]);
    expect([await movesOf(french), await movesOf(belgian), await movesOf(berlin)]).toEqual([
      ...[ALL + MOVED, MOVED, OVERLOOKED],
    ]);
    expect([await numberOf('fact_changes'), await numberOf('segment_builds')]).toEqual([0, 0]);
    await eventually(async () => {
      const told = async (contract: typeof segmentMemberEntered, id: string) =>
        (await shop.service.events.all(contract, id)).flatMap(({ data }) => data.customerIds);
      const moves = [
        await told(segmentMemberLeft, french),
        await told(segmentMemberEntered, belgian),
        await told(segmentMemberEntered, berlin),
      ];
      expect(moves.map((ids) => [ids.length, new Set(ids).size])).toEqual([
        ...[
          [MOVED, MOVED],
          [MOVED, MOVED],
          [OVERLOOKED, OVERLOOKED],
        ],
      ]);
    });
  }, 60_000);

  it('leaves off anywhere, even where nothing was told: two others at once do the rest, once', async () => {
    const [far, here] = ['20095', '80331'];
    await query(
      `INSERT INTO customer_facts (customer_id, shop_id, postcode, last_visit_at)
       SELECT gen_random_uuid(), $1, CASE WHEN n <= ${GONE} THEN $2 ELSE $3 END, now()
       FROM generate_series(1, ${GONE + MANY}) AS n`,
      ...[TEST_SHOP, far, here],
    );
    const recent = { fact: 'lastVisitAt', operator: 'withinLast', value: { hours: 1 } };
    const of = (value: string) => ({ fact: 'postcode', operator: 'equals', value });
    const rule = { all: [of(far), recent] };
    const { body } = await shop.employee.post<SegmentBody>('/v1/segments', { name: { en: 'Recent' }, rule });
    await work();
    // An hour has passed for them, and was not looked at yet.
    await query(
      `UPDATE customer_facts SET last_visit_at = now() - interval '61 minutes' WHERE postcode = $1`,
      far,
    );
    await query(`UPDATE segments SET timed_until = now() - interval '5 minutes' WHERE id = $1`, ...[body.id]);
    const built = await segment('postcode', here);
    await query(`
      CREATE FUNCTION wait_for_the_test() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_advisory_xact_lock(7); RETURN coalesce(NEW, OLD); END $$;
      CREATE TRIGGER segment_builds_wait BEFORE DELETE ON segment_builds
        FOR EACH ROW EXECUTE FUNCTION wait_for_the_test();
      CREATE TRIGGER segments_wait BEFORE UPDATE ON segments
        FOR EACH ROW WHEN (NEW.timed_until <> OLD.timed_until) EXECUTE FUNCTION wait_for_the_test()`);
    await shop.service.events.all(segmentMemberEntered);
    await shop.service.app.get(OutboxRelay).beforeApplicationShutdown();
    // Neither ends a build or its look at what has passed, nor publishes anything.
    const release = await other.locks.take(
      `SELECT pg_advisory_xact_lock(7), pg_advisory_xact_lock(hashtext('clientele outbox relay'))`,
    );

    await other.start();
    await other.isHeldUp('(WITH done|UPDATE segments)', 2);
    await other.kill();
    await release();
    const [left] = await query<{ processed: number; untold: boolean; changes: number }>(
      `SELECT processed, (SELECT count(*) > 0 FROM outbox WHERE published_at IS NULL) AS untold,
              (SELECT count(*)::integer FROM fact_changes) AS changes
       FROM segment_builds WHERE segment_id = $1`,
      built,
    );
    const heir = await shop.service.replica();
    await Promise.all([shop.service.app.get(Passing).pass(), heir.get(Passing).pass()]);
    await work();
    await eventually(async () =>
      expect([await numberOf('fact_changes'), await numberOf('segment_builds')]).toEqual([0, 0]),
    );

    expect(left).toEqual({ processed: STEP, untold: true, changes: 0 });
    expect([await membersOf(body.id), await membersOf(built)]).toEqual([0, MANY]);
    expect([await movesOf(body.id), await movesOf(built)]).toEqual([2 * GONE, MANY]);
    const told = async (contract: typeof segmentMemberEntered, id: string) =>
      (await shop.service.events.all(contract, id)).flatMap(({ data }) => data.customerIds);
    const moves = [await told(segmentMemberLeft, body.id), await told(segmentMemberEntered, built)];
    expect(moves.map((ids) => [ids.length, new Set(ids).size])).toEqual([
      [GONE, GONE],
      [MANY, MANY],
    ]);
  }, 60_000);
});

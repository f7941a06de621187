import { membershipsChanged } from '@clientele/contracts';
import { OutboxRelay } from '@clientele/messaging';
import { eventually } from '@clientele/testing';
import { MemberShop } from './member-shop';
import { OtherReplica } from './other-replica';

const DUE = 700;

describe('a process that is killed while memberships end', () => {
  let shop: MemberShop;
  let vip: string;
  let other: OtherReplica;

  beforeAll(async () => {
    shop = await MemberShop.open();
    other = new OtherReplica(shop.service.db);
    vip = await shop.group('VIP');
    // The groups of roles are there as soon as there is somebody.
    await shop.customer();
  });

  afterEach(() => other.end());

  afterAll(() => shop.close());

  const query = <T>(sql: string, ...values: unknown[]) => other.query<T>(sql, ...values);
  const numberOf = (sql: string, ...values: unknown[]) => other.numberOf(sql, ...values);
  const due = () => numberOf('memberships WHERE expires_at <= now()');
  const overdue = () => shop.overdue(vip, DUE);
  const startOther = () => other.start({ GROUPS_EXPIRY_CRON: '* * * * * *' });
  const eachEndedOnce = async (ids: readonly string[]): Promise<void> => {
    expect(await due()).toBe(0);
    expect(await numberOf('members WHERE customer_id = ANY ($1) AND version = 2', ids)).toBe(DUE);
    expect(await numberOf(`membership_changes WHERE customer_id = ANY ($1) AND kind = 'left'`, ids)).toBe(
      DUE,
    );
    const told = await shop.service.events.all(membershipsChanged);
    const ours = told.filter(({ aggregate }) => ids.includes(aggregate.id));
    expect([ours.length, new Set(ours.map(({ aggregate }) => aggregate.id)).size]).toEqual([DUE, DUE]);
  };

  it.each([
    ['before it takes any', 'members', 'FROM memberships s JOIN members m'],
    ['after it took some, before they are committed', 'outbox', 'UPDATE members m SET'],
  ])(
    '%s: others end them, each once',
    async (_when, table, statement) => {
      const ids = await overdue();
      const release = await other.locks.take(`LOCK TABLE ${table} IN EXCLUSIVE MODE`);
      await startOther();
      await other.isHeldUp(statement);

      await other.kill();
      await release();
      const left = await due();
      await Promise.all([shop.expire(), shop.expire()]);

      expect(left).toBe(DUE);
      await eachEndedOnce(ids);
    },
    60_000,
  );

  describe('when they are ended', () => {
    /** Whoever holds it keeps all relays from publishing. */
    const RELAY = `SELECT pg_advisory_xact_lock(hashtext('clientele outbox relay'))`;
    /** A row for each event, however many are in a parcel. */
    const UNTOLD = 'outbox, generate_series(1, events) WHERE published_at IS NULL';
    const MARKING = '^UPDATE outbox SET published_at';
    let ids: string[];
    let letPublish: () => Promise<void>;

    beforeAll(() => shop.service.app.get(OutboxRelay).beforeApplicationShutdown());

    beforeEach(async () => {
      ids = await overdue();
      letPublish = await other.locks.take(RELAY);
      await startOther();
      await eventually(async () => {
        if ((await due()) > 0) throw new Error('They are not ended yet.');
      });
    }, 60_000);

    it('but not told: another tells of each, once', async () => {
      const untold = await numberOf(UNTOLD);

      await other.kill();
      await letPublish();
      const heir = await shop.service.replica();

      expect(untold).toBe(DUE);
      await eachEndedOnce(ids);
      await heir.close();
    }, 60_000);

    it('and told, but not marked as such: nobody hears of them twice', async () => {
      const letMark = await other.locks.take('LOCK TABLE outbox IN SHARE MODE');
      await letPublish();
      await other.isHeldUp(MARKING);

      await other.kill();
      await query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ~ $1`,
        MARKING,
      );
      await letMark();
      const unmarked = await numberOf(UNTOLD);
      const heir = await shop.service.replica();

      expect(unmarked).toBe(DUE);
      await eachEndedOnce(ids);
      await heir.close();
    }, 60_000);
  });
});

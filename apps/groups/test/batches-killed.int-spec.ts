import { membershipsChanged } from '@clientele/contracts';
import { JobsSchedule } from '@clientele/jobs';
import { eventually, TEST_SHOP } from '@clientele/testing';
import { roleGroupId } from '../src/groups/role-groups.domain';
import type { MembershipBatchView } from '../src/membership-batches/membership-batches.views';
import { MemberShop } from './member-shop';
import { OtherReplica } from './other-replica';

const CUSTOMER = roleGroupId(TEST_SHOP, 'customer');
const MANY = 300;
const LEASE_MS = 20_000;

describe('a process that is killed at a batch of memberships', () => {
  let shop: MemberShop;
  let vip: string;
  let other: OtherReplica;

  beforeAll(async () => {
    shop = await MemberShop.open();
    other = new OtherReplica(shop.service.db);
    vip = await shop.group('VIP');
    // The groups of roles are there as soon as there is somebody.
    await shop.customer();
    // Batches are left to others.
    await shop.service.app.get(JobsSchedule).beforeApplicationShutdown();
    await query(`
      CREATE FUNCTION wait_for_the_test() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NEW; END $$;
      CREATE TRIGGER jobs_wait BEFORE UPDATE ON jobs FOR EACH ROW WHEN (NEW.state = 'done')
        EXECUTE FUNCTION wait_for_the_test()`);
  });

  afterEach(() => other.end());

  afterAll(() => shop.close());

  const query = <T>(sql: string, ...values: unknown[]) => other.query<T>(sql, ...values);
  const numberOf = (sql: string, ...values: unknown[]) => other.numberOf(sql, ...values);
  /** Customers past all events; their ids. */
  const insert = async (): Promise<string[]> => {
    const rows = await query<{ id: string }>(
      `WITH ids AS MATERIALIZED (SELECT gen_random_uuid() AS id FROM generate_series(1, ${MANY})), m AS (
         INSERT INTO members (customer_id, shop_id, default_group_id, fallback_group_id, registered, version, created_at, updated_at)
         SELECT id, $1, $2, $2, true, 1, now(), now() FROM ids
       ), s AS (
         INSERT INTO memberships (customer_id, group_id, started_at, base_source)
         SELECT id, $2, now(), 'registration' FROM ids
       )
       SELECT id FROM ids`,
      ...[TEST_SHOP, CUSTOMER],
    );
    return rows.map(({ id }) => id);
  };
  const read = async (id: string): Promise<MembershipBatchView> =>
    (await shop.employee.get<MembershipBatchView>(`/v1/membership-batches/${id}`)).body;

  it.each([
    ['when it has just taken it', 'LOCK TABLE membership_batch_rows', '^SELECT row', 0],
    ['after its last step, before its end', 'SELECT pg_advisory_xact_lock(7)', '^UPDATE jobs', MANY],
  ])(
    '%s: another does the rest when the lease is over, and changes nobody twice',
    async (_when, hold, statement, doneBefore) => {
      const ids = await insert();
      const created = await shop.employee.post<MembershipBatchView>('/v1/membership-batches', {
        ...{ action: 'add', groupId: vip, customers: { ids } },
      });
      const { id } = created.body;
      const release = await other.locks.take(hold);
      await other.start();
      await other.isHeldUp(statement);

      await other.kill();
      await release();
      const left = await read(id);
      const [lease] = await query<{ until: Date }>('SELECT lease_until AS until FROM jobs WHERE id = $1', id);
      await query('UPDATE jobs SET lease_until = clock_timestamp() WHERE id = $1', id);
      const heir = await shop.service.replica();
      const job = await eventually(async () => {
        const now = await read(id);
        if (now.finishedAt === null) throw new Error(`It is ${now.state}.`);
        return now;
      });
      await heir.close();

      expect(left).toMatchObject({ state: 'running', finishedAt: null });
      expect(left.counts['joined'] ?? 0).toBe(doneBefore);
      expect(lease?.until.getTime()).toBeLessThan(Date.now() + LEASE_MS);
      expect(job).toMatchObject({ state: 'done', progress: 1, counts: { rows: MANY, joined: MANY } });
      expect(await numberOf('members WHERE customer_id = ANY ($1) AND version = 2', ids)).toBe(MANY);
      expect(await numberOf('membership_changes WHERE customer_id = ANY ($1)', ids)).toBe(MANY);
      const told = await shop.service.events.all(membershipsChanged);
      expect(told.filter(({ aggregate }) => ids.includes(aggregate.id))).toHaveLength(MANY);
      const { body } = await shop.employee.download(`/v1/membership-batches/${id}/result`);
      expect(body.toString().match(/,joined\r\n/g)).toHaveLength(MANY);
    },
    60_000,
  );
});

import { type Api, eventually, HeldLocks, type TestService } from '@clientele/testing';
import { employeeOfShop, startIdentity } from './identity';

describe('lists of customers that take long', () => {
  let service: TestService;
  let employee: Api;
  let locks: HeldLocks;

  beforeAll(async () => {
    service = await startIdentity();
    employee = await service.api.as(employeeOfShop());
    locks = new HeldLocks(service.db);
  });

  afterEach(() => locks.letGo());

  afterAll(() => service.stop());

  const reading = async (): Promise<number> => {
    const [row] = await service.db.manager.query<{ n: number }[]>(
      `SELECT count(*)::integer AS n FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%c.first_name%'`,
    );
    return row?.n ?? 0;
  };

  it('leave half of the connections to others, however many are asked for', async () => {
    const release = await locks.take('LOCK TABLE customers IN ACCESS EXCLUSIVE MODE');
    const lists = Promise.all(Array.from({ length: 30 }, () => employee.get('/v1/customers')));
    await eventually(async () => expect(await reading()).toBe(4));

    const titles = await employee.get('/v1/titles');
    expect(await reading()).toBe(4);
    await release();

    expect(titles.status).toBe(200);
    for (const { status } of await lists) expect(status).toBe(200);
  });
});

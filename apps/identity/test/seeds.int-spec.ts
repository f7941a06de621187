import { DatabaseStartup } from '@clientele/database';
import { aVisitor, type Api, TestService } from '@clientele/testing';
import { DEFAULT_SHOP_ID, EMPLOYEE_PERMISSIONS } from '@clientele/contracts';
import { Employee } from '../src/employees/employee.entity';
import { Role } from '../src/roles/role.entity';
import { Shop } from '../src/shops/shop.entity';
import { SigningKey } from '../src/signing-keys/signing-key.entity';
import { employeeOfShop, OWNER, startIdentity } from './identity';

describe('a new installation', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startIdentity();
    employee = await service.api.as(employeeOfShop());
  });

  afterAll(() => service.stop());

  const items = async (path: string) =>
    (await employee.get<{ items: { name: { en: string } }[] }>(path)).body.items;

  it('has titles, for visitors too', async () => {
    const visitor = await service.api.as({ ...aVisitor(), shopId: DEFAULT_SHOP_ID });

    expect((await items('/v1/titles')).map(({ name }) => name.en)).toEqual(['Mr', 'Ms', 'Miss', 'Mx']);
    expect(await visitor.get('/v1/titles?limit=1&count=true')).toMatchObject({
      status: 200,
      body: { items: [{ name: { en: 'Mr', fr: 'M.' } }], nextCursor: expect.any(String), total: 4 },
    });
  });

  it('has profiles, the most powerful first', async () => {
    expect(await items('/v1/profiles')).toMatchObject([
      {
        name: { en: 'Administrator' },
        permissions: expect.arrayContaining([{ code: 'contacts:manage', scope: 'all' }]),
      },
      { name: { en: 'Manager' } },
      { name: { en: 'Buyer' }, permissions: expect.arrayContaining([{ code: 'orders:view', scope: 'own' }]) },
      {
        name: { en: 'Viewer' },
        permissions: expect.not.arrayContaining([{ code: 'orders:place', scope: 'all' }]),
      },
    ]);
  });

  it('has roles', async () => {
    expect((await items('/v1/roles')).map(({ name }) => name.en)).toEqual([
      ...['Owner', 'Sales', 'Support', 'Catalogue', 'Read-only'],
    ]);
  });

  it('is the same after the next start; only the Owner gains what a new release adds', async () => {
    await service.db.manager.update(Role, { code: 'owner' }, { permissions: ['ops:read'] });
    await service.db.manager.update(Role, { code: 'sales' }, { permissions: ['ops:read'] });

    await service.app.get(DatabaseStartup).migrate();

    expect(await items('/v1/titles')).toHaveLength(4);
    expect(await service.db.manager.count(Employee)).toBe(1);
    expect(await service.db.manager.count(SigningKey)).toBe(2);
    expect(await items('/v1/roles')).toMatchObject([
      { code: 'owner', permissions: EMPLOYEE_PERMISSIONS },
      { code: 'sales', permissions: ['ops:read'] },
      {},
      {},
      {},
    ]);
  });

  it('gives the shop the calendar that is set unless somebody was told of another', async () => {
    const shops = service.db.manager.getRepository(Shop);
    const restarted = async (changes: Partial<Shop>) => {
      await shops.update({ id: DEFAULT_SHOP_ID }, changes);
      await service.app.get(DatabaseStartup).migrate();
      return shops.findOneByOrFail({ id: DEFAULT_SHOP_ID });
    };

    const overlooked = await restarted({ timeZone: 'UTC', calendarTold: false });
    const chosen = await restarted({ timeZone: 'Asia/Tokyo' });

    expect(overlooked).toMatchObject({ timeZone: 'Europe/Paris', settingsVersion: 2 });
    expect(chosen).toMatchObject({ timeZone: 'Asia/Tokyo', settingsVersion: 2 });
  });

  it('leaves the password of the Owner alone once there is one', async () => {
    const { passwordHash } = await service.db.manager.findOneByOrFail(Employee, { email: OWNER.email });

    await service.app.get(DatabaseStartup).migrate();

    expect(await service.db.manager.findOneByOrFail(Employee, { email: OWNER.email })).toMatchObject({
      passwordHash,
    });
  });

  it('starts without ADMIN_PASSWORD, with nobody to log in', async () => {
    const without = await startIdentity({ ADMIN_PASSWORD: '' });

    expect(await without.db.manager.count(Employee)).toBe(0);
    await without.stop();
  });
});

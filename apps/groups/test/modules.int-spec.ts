import { aContact, aGuest, anEmployee, type Api, aVisitor, TEST_SHOP } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { roleGroupId } from '../src/groups/role-groups.domain';
import { MemberShop } from './member-shop';

interface MyModules {
  readonly items: readonly { readonly key: string; readonly allowed: boolean }[];
}

describe('modules', () => {
  let shop: MemberShop;
  let vip: string;

  beforeAll(async () => {
    shop = await MemberShop.open();
    await shop.customer();
  });

  beforeEach(async () => {
    vip = await shop.group('VIP');
    for (const key of ['chat', 'wishlist']) await register(key);
  });

  afterEach(async () => {
    for (const key of ['chat', 'wishlist', 'new']) await shop.employee.delete(`/v1/modules/${key}`);
    await shop.employee.patch('/v1/groups/settings', { modulePolicy: 'any-group-allows' });
  });

  afterAll(() => shop.close());

  const register = (key: string) => shop.employee.put(`/v1/modules/${key}`, { name: { en: key } });

  const decide = (groupId: string, byDefault: string, exceptions: readonly string[], version = 1) =>
    shop.employee
      .with({ 'if-match': `"${version}"` })
      .put(`/v1/groups/${groupId}/modules`, { byDefault, exceptions });

  /** Keys of what somebody may use. */
  const allowedTo = async (api: Api): Promise<string[]> =>
    (await api.get<MyModules>('/v1/modules/mine')).body.items.flatMap(({ key, allowed }) =>
      allowed ? [key] : [],
    );

  /** A contact of a customer who is in VIP alone. */
  const aMember = async (): Promise<Api> => {
    const customerId = await shop.customer({ groupIds: [vip] });
    await shop.employee.delete(`/v1/memberships/${customerId}/${roleGroupId(TEST_SHOP, 'customer')}`);
    return shop.service.api.as(aContact({ customerId }));
  };

  it('are registered, named anew, listed and forgotten', async () => {
    await register('new');
    const again = await register('new');
    const renamed = await shop.employee.put('/v1/modules/new', { name: { en: 'Brand new' } });

    expect(again).toMatchObject({ status: 200, headers: { etag: '"1"' }, body: { key: 'new', version: 1 } });
    expect(renamed).toMatchObject({ body: { name: { en: 'Brand new' }, version: 2 } });
    expect((await shop.employee.get('/v1/modules?name=brand&count=true')).body).toMatchObject({
      items: [{ key: 'new' }],
      total: 1,
    });
    expect((await shop.employee.delete('/v1/modules/new')).status).toBe(204);
    expect((await shop.employee.get('/v1/modules/new')).status).toBe(404);
    expect((await shop.employee.delete('/v1/modules/new')).status).toBe(404);
  });

  it('are allowed unless the group denies them, also those that come later', async () => {
    const member = await aMember();

    await decide(vip, 'allowed', ['chat']);
    expect(await allowedTo(member)).toEqual(['wishlist']);
    await register('new');
    expect(await allowedTo(member)).toEqual(['new', 'wishlist']);
  });

  it('are denied by default where the group says so, all of them if it names none', async () => {
    const member = await aMember();

    const answer = await decide(vip, 'denied', ['wishlist']);
    await register('new');

    expect(answer).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: {
        byDefault: 'denied',
        exceptions: ['wishlist'],
        items: [
          { key: 'chat', allowed: false },
          { key: 'wishlist', allowed: true },
        ],
      },
    });
    expect(await allowedTo(member)).toEqual(['wishlist']);
    await decide(vip, 'denied', [], 2);
    expect(await allowedTo(member)).toEqual([]);
  });

  it('are allowed by any of several groups, or by all, as the shop says', async () => {
    const member = await shop.service.api.as(
      aContact({ customerId: await shop.customer({ groupIds: [vip] }) }),
    );
    await decide(vip, 'allowed', ['chat']);

    expect(await allowedTo(member)).toEqual(['chat', 'wishlist']);
    expect(
      await shop.employee.patch('/v1/groups/settings', { modulePolicy: 'every-group-must-allow' }),
    ).toMatchObject({ status: 200, body: { modulePolicy: 'every-group-must-allow' } });
    expect((await shop.employee.get('/v1/groups/settings')).body).toMatchObject({
      modulePolicy: 'every-group-must-allow',
    });
    expect(await allowedTo(member)).toEqual(['wishlist']);
  });

  it('end with the membership at its instant', async () => {
    const customerId = await shop.customer();
    const member = await shop.service.api.as(aContact({ customerId }));
    const expiresAt = new Date(shop.service.clock.now().getTime() + 60_000).toISOString();
    await shop.employee.post('/v1/memberships', { customerId, groupId: vip, expiresAt });
    await decide(vip, 'denied', []);
    await shop.employee.patch('/v1/groups/settings', { modulePolicy: 'every-group-must-allow' });

    const before = await allowedTo(member);
    shop.service.clock.setOffset(60_000);
    const after = await allowedTo(member);
    shop.service.clock.setOffset(0);

    expect([before, after]).toEqual([[], ['chat', 'wishlist']]);
  });

  it('are those of the replacement as soon as the default group is being deleted', async () => {
    const customerId = await shop.customer({ defaultGroupId: vip });
    const member = await shop.service.api.as(aContact({ customerId }));
    const pro = await shop.group('Pro');
    await decide(pro, 'denied', ['chat']);
    await shop.employee.patch('/v1/groups/settings', { modulePolicy: 'every-group-must-allow' });

    expect(await allowedTo(member)).toEqual(['chat', 'wishlist']);
    // Holds up whoever would move the member meanwhile.
    await shop.service.db.transaction(async (tx) => {
      await tx.query('SELECT FROM members WHERE customer_id = $1 FOR UPDATE', [customerId]);
      await shop.employee.delete(`/v1/groups/${vip}?references=remove&replacementGroupId=${pro}`);
      expect(await allowedTo(member)).toEqual(['chat']);
    });
  });

  it('of visitors and guests are those of their groups, and of the group whose page was entered', async () => {
    const [visitors, guests] = [roleGroupId(TEST_SHOP, 'visitor'), roleGroupId(TEST_SHOP, 'guest')];
    await decide(visitors, 'allowed', ['chat']);
    await decide(guests, 'allowed', ['wishlist']);
    await decide(vip, 'denied', []);
    const as = shop.service.api.as.bind(shop.service.api);

    expect(await allowedTo(await as(aVisitor()))).toEqual(['wishlist']);
    expect(await allowedTo(await as(aGuest()))).toEqual(['chat']);
    expect(await allowedTo(await as(aVisitor({ page: { groupId: vip } })))).toEqual([]);
    expect(await allowedTo(await as(aVisitor({ page: { groupId: uuidv7() } })))).toEqual(['wishlist']);
    expect(await allowedTo(await as(aContact({ customerId: null })))).toEqual(['chat', 'wishlist']);
  });

  it('are decided by one of two at once', async () => {
    const answers = await Promise.all([decide(vip, 'denied', []), decide(vip, 'allowed', ['chat'])]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });

  it('have to be known to be named, and are those of the own shop', async () => {
    const foreign = await shop.service.api.as(anEmployee({ shopId: uuidv7() }));

    expect(await decide(vip, 'allowed', ['chat', 'none'])).toMatchObject({
      status: 422,
      body: { code: 'module-unknown', errors: [{ pointer: '/exceptions/1' }] },
    });
    expect((await shop.employee.put('/v1/modules/mine', { name: { en: 'Mine' } })).status).toBe(422);
    expect((await foreign.get('/v1/modules')).body).toMatchObject({ items: [] });
    expect((await foreign.get('/v1/modules/chat')).status).toBe(404);
    expect((await foreign.delete('/v1/modules/chat')).status).toBe(404);
    expect((await foreign.get(`/v1/groups/${vip}/modules`)).status).toBe(404);
    expect(
      (
        await foreign
          .with({ 'if-match': '"1"' })
          .put(`/v1/groups/${vip}/modules`, { byDefault: 'denied', exceptions: [] })
      ).status,
    ).toBe(404);
    expect((await foreign.get('/v1/groups/settings')).body).toEqual({
      ...{ modulePolicy: 'any-group-allows', pricePolicy: 'default-group' },
    });
  });
});

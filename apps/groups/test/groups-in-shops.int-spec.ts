import { groupChanged, shopChanged, systemActor } from '@clientele/contracts';
import { aContact, TEST_SHOP } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { roleGroupId } from '../src/groups/role-groups.domain';
import type { GroupView } from '../src/groups/groups.views';
import type { ExplainedMembershipsView } from '../src/memberships/membership-explain.views';
import { MemberShop } from './member-shop';

const CUSTOMER = roleGroupId(TEST_SHOP, 'customer');

describe('groups in shops that share customers', () => {
  let shop: MemberShop;
  let second: string;
  let third: string;

  beforeAll(async () => {
    shop = await MemberShop.open();
    [second, third] = [await aShop(TEST_SHOP), await aShop(TEST_SHOP)];
    await shop.customer();
  });

  afterAll(() => shop.close());

  /** A shop that shares the customers of another, or has its own; its id. */
  const aShop = async (
    mainShopId: string | null | undefined,
    id = uuidv7(),
    version = 1,
  ): Promise<string> => {
    const circumstances = { aggregate: { id, version }, shopId: id, actor: systemActor('test') };
    await shop.tell(
      shopChanged.create(
        { ...circumstances, occurredAt: new Date() },
        { ...shopChanged.example, mainShopId },
      ),
    );
    await shop.service.events.handledBy('groups-shops', shopChanged.type);
    return id;
  };

  const aGroup = (...shopIds: readonly string[]) =>
    shop.employee.post<GroupView>('/v1/groups', { name: { en: 'VIP' }, shopIds });
  const edit = (id: string, body: object, version = 1) =>
    shop.employee.with({ 'if-match': `"${version}"` }).patch<GroupView>(`/v1/groups/${id}`, body);
  const pricesOf = async (customerId: string, shopId?: string) =>
    (
      await shop.employee.get<ExplainedMembershipsView>(
        `/v1/memberships/${customerId}/explain${shopId ? `?shopId=${shopId}` : ''}`,
      )
    ).body.prices;

  it('count in all of them, or in those that are named, which is announced', async () => {
    const everywhere = (await aGroup()).body;
    const named = (await aGroup(TEST_SHOP, second)).body;

    expect(everywhere.shopIds).toEqual([]);
    expect((await shop.told(groupChanged, everywhere.id, 1)).data).not.toHaveProperty('shopIds');
    expect(named.shopIds).toEqual([TEST_SHOP, second]);
    expect((await shop.told(groupChanged, named.id, 1)).data).toMatchObject({ shopIds: [TEST_SHOP, second] });

    const changed = await edit(named.id, { shopIds: [third] });
    const renamed = await edit(named.id, { name: { en: 'Pro' } }, 2);
    expect([changed.body.shopIds, renamed.body.shopIds]).toEqual([[third], [third]]);
    expect((await shop.told(groupChanged, named.id, 3)).data).toMatchObject({ shopIds: [third] });
    expect((await shop.employee.get(`/v1/groups/${named.id}`)).body).toMatchObject({ shopIds: [third] });
  });

  it('are listed by shop, those that count everywhere with all', async () => {
    const [everywhere, inSecond] = [(await aGroup()).body.id, (await aGroup(second)).body.id];

    const listed = async (shopId: string) => {
      const { body } = await shop.employee.get<{ items: GroupView[] }>(
        `/v1/groups?shopId=${shopId}&limit=100`,
      );
      return body.items.map(({ id }) => id);
    };

    expect(await listed(second)).toEqual(expect.arrayContaining([everywhere, inSecond, CUSTOMER]));
    expect(await listed(TEST_SHOP)).toEqual(expect.arrayContaining([everywhere, CUSTOMER]));
    expect(await listed(TEST_SHOP)).not.toContain(inSecond);
  });

  it('cannot name shops that are not known, or share no customers with this one', async () => {
    const [unknown, apart, ofOther] = [uuidv7(), await aShop(null), await aShop(uuidv7())];

    const refused = await aGroup(second, unknown, apart, ofOther);

    expect(refused).toMatchObject({
      status: 422,
      body: {
        code: 'shop-unknown',
        errors: [{ pointer: '/shopIds/1' }, { pointer: '/shopIds/2' }, { pointer: '/shopIds/3' }],
      },
    });
    const { id } = (await aGroup()).body;
    expect(await edit(id, { shopIds: [apart] })).toMatchObject({
      status: 422,
      body: { code: 'shop-unknown' },
    });
  });

  it('know a shop for one that shares customers though it is told again by who does not know of that', async () => {
    const id = await aShop(TEST_SHOP);
    await aShop(undefined, id, 2);

    expect(await aGroup(id)).toMatchObject({ status: 201 });
  });

  it('count in all of them where they are those of roles: by the API, and in the database', async () => {
    const { version } = (await shop.employee.get<GroupView>(`/v1/groups/${CUSTOMER}`)).body;

    expect(await edit(CUSTOMER, { shopIds: [second] }, version)).toMatchObject({
      status: 409,
      body: { code: 'role-group-counts-everywhere' },
    });
    expect(await edit(CUSTOMER, { shopIds: [] }, version)).toMatchObject({ status: 200 });
    const inDatabase = shop.service.db.manager.query('UPDATE groups SET shop_ids = $1 WHERE id = $2', [
      [second],
      CUSTOMER,
    ]);
    await expect(inDatabase).rejects.toThrow('groups_shop_ids_check');
  });

  it('decide prices at the shops where they count, and where not another does', async () => {
    const [vip, pro] = [(await aGroup(second)).body.id, (await aGroup()).body.id];
    const customerId = await shop.customer();
    for (const groupId of [pro, vip])
      await shop.employee.post('/v1/memberships', { customerId, groupId, isDefault: true });

    expect(await pricesOf(customerId)).toMatchObject({ shopId: TEST_SHOP, groupId: pro });
    expect(await pricesOf(customerId, second)).toMatchObject({ shopId: second, groupId: vip });
    expect(await pricesOf(customerId, third)).toMatchObject({ shopId: third, groupId: pro });
    const explained = await shop.employee.get(`/v1/memberships/${customerId}/explain`);
    expect(explained.body).toMatchObject({
      default: { groupId: vip },
      items: expect.arrayContaining([
        expect.objectContaining({ groupId: vip, isDefault: true, shopIds: [second] }),
        expect.objectContaining({ groupId: pro, shopIds: [] }),
      ]),
    });
    expect(await shop.employee.get(`/v1/memberships/${customerId}/explain?shopId=${uuidv7()}`)).toMatchObject(
      {
        status: 422,
        body: { code: 'shop-unknown', errors: [{ pointer: 'shopId' }] },
      },
    );
  });

  it('keep nobody from modules where they do not count', async () => {
    const vip = (await aGroup(second)).body.id;
    await shop.employee.put('/v1/modules/chat', { name: { en: 'Chat' } });
    await shop.employee.patch('/v1/groups/settings', { modulePolicy: 'every-group-must-allow' });
    await shop.employee
      .with({ 'if-match': '"1"' })
      .put(`/v1/groups/${vip}/modules`, { byDefault: 'denied', exceptions: [] });
    const customerId = await shop.customer({ groupIds: [vip] });

    const allowedAt = async (atShopId?: string) => {
      const contact = await shop.service.api.as(aContact({ customerId, atShopId }));
      return (await contact.get<{ items: { allowed: boolean }[] }>('/v1/modules/mine')).body.items;
    };

    expect(await allowedAt(second)).toMatchObject([{ key: 'chat', allowed: false }]);
    expect(await allowedAt(third)).toMatchObject([{ key: 'chat', allowed: true }]);
    expect(await allowedAt()).toMatchObject([{ key: 'chat', allowed: true }]);
  });
});

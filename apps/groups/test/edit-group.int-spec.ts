import { groupChanged } from '@clientele/contracts';
import { anEmployee } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { GroupSizeChange } from '../src/groups/group-size-change.entity';
import { GroupSizes } from '../src/groups/group-sizes.service';
import { MemberShop } from './member-shop';

describe('groups that exist', () => {
  let shop: MemberShop;
  let vip: string;

  beforeAll(async () => {
    shop = await MemberShop.open();
  });

  beforeEach(async () => {
    vip = await shop.group('VIP');
  });

  afterAll(() => shop.close());

  const edit = (body: object, version = 1) =>
    shop.employee.with({ 'if-match': `"${version}"` }).patch(`/v1/groups/${vip}`, body);

  it('are changed, and the change is announced with the whole state', async () => {
    const answer = await edit({ discountPercent: '12.5' });

    expect(answer).toMatchObject({
      status: 200,
      body: { discountPercent: '12.5', name: { en: 'VIP' }, version: 2 },
    });
    expect(await shop.told(groupChanged, vip, 2)).toMatchObject({
      aggregate: { version: 2 },
      data: { discountPercent: '12.5', name: { en: 'VIP' } },
    });
  });

  it('are changed by one of two at once', async () => {
    const answers = await Promise.all([edit({ discountPercent: '1' }), edit({ discountPercent: '2' })]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    expect((await edit({ discountPercent: '3' }, 2)).status).toBe(200);
  });

  it.each([{ name: null }, { discountPercent: null }, { categoryDiscounts: null }, { showPrices: 'yes' }])(
    'are not changed by %j',
    async (body) => {
      expect(await edit(body)).toMatchObject({ status: 422, body: { code: 'validation-failed' } });
    },
  );

  it('count their members, whoever joins, leaves and adds up at the same time', async () => {
    const sizes = shop.service.app.get(GroupSizes);
    const customers = await Promise.all(Array.from({ length: 6 }, () => shop.customer({ groupIds: [vip] })));

    await Promise.all([
      ...customers.slice(4).map((id) => shop.employee.delete(`/v1/memberships/${id}/${vip}`)),
      sizes.addUpSome(),
    ]);
    const before = await shop.employee.get(`/v1/groups/${vip}`);
    await sizes.addUpSome();

    expect(before.body).toMatchObject({ members: 4 });
    expect(await shop.service.db.manager.count(GroupSizeChange)).toBe(0);
    expect((await edit({ discountPercent: '1' })).body).toMatchObject({ members: 4 });
    expect((await shop.employee.get('/v1/groups?sort=-members&limit=2')).body).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ id: vip, members: 4 })]),
    });
  });

  it('show and hide prices in one call, told once', async () => {
    const hide = () => shop.employee.put(`/v1/groups/${vip}/show-prices`, { showPrices: false });
    await edit({ discountPercent: '5' });

    const hidden = await hide();

    expect(hidden).toMatchObject({ status: 200, body: { showPrices: false, version: 3 } });
    expect(await shop.told(groupChanged, vip, 3)).toMatchObject({ data: { showPrices: false } });
    expect(await hide()).toMatchObject({ status: 200, body: { version: 3 } });
    expect(await shop.employee.put(`/v1/groups/${vip}/show-prices`, {})).toMatchObject({ status: 422 });
  });

  it('are found by reference, display, prices and age', async () => {
    await edit({ externalReference: 'erp-7', priceDisplay: 'tax-excluded', showPrices: false });
    const found = async (filter: string) =>
      (await shop.employee.get<{ total: number }>(`/v1/groups?count=true&${filter}`)).body.total;

    expect(await found('externalReference=erp-7&priceDisplay=tax-excluded&showPrices=false')).toBe(1);
    expect(await found('createdBefore=2000-01-01T00:00:00Z')).toBe(0);
    expect(await found('createdFrom=2000-01-01T00:00:00Z&externalReference=erp-7')).toBe(1);
    expect((await edit({ externalReference: 'erp-7' }, 2)).status).toBe(200);
  });

  it('are hidden from other shops', async () => {
    const foreign = await shop.service.api.as(anEmployee({ shopId: uuidv7() }));

    expect((await foreign.get(`/v1/groups/${vip}`)).status).toBe(404);
    expect((await foreign.with({ 'if-match': '"1"' }).patch(`/v1/groups/${vip}`, {})).status).toBe(404);
    expect((await foreign.put(`/v1/groups/${vip}/show-prices`, { showPrices: true })).status).toBe(404);
    expect((await foreign.get('/v1/groups')).body).toMatchObject({ items: [] });
  });
});

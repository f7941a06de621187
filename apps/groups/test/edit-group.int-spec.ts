import { groupChanged } from '@clientele/contracts';
import { anEmployee } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
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

  it('count their members', async () => {
    await shop.customer({ groupIds: [vip] });
    await shop.customer({ groupIds: [vip] });

    expect((await shop.employee.get(`/v1/groups/${vip}`)).body).toMatchObject({ members: 2 });
    expect((await edit({ showPrices: false })).body).toMatchObject({ members: 2 });
    expect((await shop.employee.get('/v1/groups?limit=200')).body).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ id: vip, members: 2 })]),
    });
  });

  it('are hidden from other shops', async () => {
    const foreign = await shop.service.api.as(anEmployee({ shopId: uuidv7() }));

    expect((await foreign.get(`/v1/groups/${vip}`)).status).toBe(404);
    expect((await foreign.with({ 'if-match': '"1"' }).patch(`/v1/groups/${vip}`, {})).status).toBe(404);
    expect((await foreign.get('/v1/groups')).body).toMatchObject({ items: [] });
  });
});

import { type ContactPermission, pricePolicyChanged } from '@clientele/contracts';
import { aContact, anEmployee, TEST_SHOP } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { roleGroupId } from '../src/groups/role-groups.domain';
import type { ExplainedMembershipsView } from '../src/memberships/membership-explain.views';
import type { MembershipsView } from '../src/memberships/memberships.views';
import type { MembershipHistoryView } from '../src/memberships/membership-history.views';
import { aCancellation } from './facts';
import { MemberShop } from './member-shop';

const CUSTOMER = roleGroupId(TEST_SHOP, 'customer');
const DAY = 86_400_000;

describe('how a customer came into its groups', () => {
  let shop: MemberShop;
  let vip: string;
  let product: string;
  let customerId: string;

  beforeAll(async () => {
    shop = await MemberShop.open();
    vip = await shop.group('VIP');
  });

  beforeEach(async () => {
    product = uuidv7();
    customerId = await shop.customer();
  });

  afterEach(() => shop.service.clock.setOffset(0));

  afterAll(() => shop.close());

  const tenDays = { validity: { duration: 'PT240H' } };
  const history = async (query = '') =>
    (await shop.employee.get<MembershipHistoryView>(`/v1/memberships/${customerId}/history${query}`)).body;
  const explain = async () =>
    (await shop.employee.get<ExplainedMembershipsView>(`/v1/memberships/${customerId}/explain`)).body;

  it('tells by which of them it sees prices, as the shop decides and announces it', async () => {
    await shop.employee.post('/v1/memberships', { customerId, groupId: vip });
    const deciding = async (pricePolicy: string) => {
      await shop.employee.patch('/v1/groups/settings', { pricePolicy });
      return (await explain()).prices;
    };

    expect(await deciding('group-order')).toEqual({
      ...{ shopId: TEST_SHOP, policy: 'group-order', groupId: vip, changesAt: null },
    });
    expect(await deciding('best-price')).toEqual({
      ...{ shopId: TEST_SHOP, policy: 'best-price', groupId: null, changesAt: null },
    });
    expect(await shop.told(pricePolicyChanged, TEST_SHOP, 2)).toMatchObject({
      data: { policy: 'best-price' },
    });
    expect(await deciding('default-group')).toEqual({
      ...{ shopId: TEST_SHOP, policy: 'default-group', groupId: CUSTOMER, changesAt: null },
    });
  });

  it('is remembered: when, why, by whom and because of which order', async () => {
    const ruleId = await shop.rule(product, [vip], { defaultGroupId: vip, ...tenDays });
    const first = await shop.pays(customerId, [product]);
    const second = await shop.pays(customerId, [product]);
    await shop.reverses(aCancellation(second));
    shop.service.clock.setOffset(11 * DAY);
    await shop.expire();
    await shop.employee.post('/v1/memberships', { customerId, groupId: vip });

    const { items } = await history('?sort=changedAt');

    const cause = ({ data }: typeof first) => ({ orderId: data.orderId, productId: product, ruleId });
    expect(items).toMatchObject([
      { groupId: CUSTOMER, kind: 'joined', reason: 'registration', cause: null },
      { kind: 'joined', reason: 'auto-assignment', cause: cause(first), groupName: { en: 'VIP' } },
      { kind: 'made-default', groupId: vip, cause: cause(first) },
      { kind: 'extended', cause: cause(second), actor: { kind: 'system', id: 'groups-auto-assignment' } },
      { kind: 'shortened', reason: 'reversals', cause: cause(second) },
      { kind: 'left', reason: 'expiry', cause: cause(first), expiresAt: null },
      { kind: 'made-default', groupId: CUSTOMER, reason: 'expiry' },
      { kind: 'joined', reason: 'by-hand', actor: { kind: 'employee' }, cause: null },
    ]);
  });

  it('is told page by page, of one group if wished', async () => {
    await shop.employee.post('/v1/memberships', { customerId, groupId: vip });
    await shop.employee.delete(`/v1/memberships/${customerId}/${vip}`);

    const first = await history(`?groupId=${vip}&limit=1&count=true`);
    const rest = await history(`?groupId=${vip}&cursor=${first.nextCursor}`);

    expect(first).toMatchObject({ items: [{ kind: 'left' }], total: 2 });
    expect(rest).toMatchObject({ items: [{ kind: 'joined' }], nextCursor: null });
  });

  it('is explained by all that each membership rests on', async () => {
    const ruleId = await shop.rule(product, [vip], { defaultGroupId: vip, ...tenDays });
    const expiresAt = new Date(Date.now() + DAY).toISOString();
    await shop.employee.post('/v1/memberships', { customerId, groupId: vip, expiresAt });
    const order = await shop.pays(customerId, [product]);

    const explained = await explain();

    const end = new Date(Date.parse(expiresAt) + 10 * DAY).toISOString();
    const cause = { orderId: order.data.orderId, productId: product, ruleId };
    expect(explained).toMatchObject({
      prices: { policy: 'default-group', groupId: vip, changesAt: end },
      default: { groupId: vip, reason: 'order', cause, next: { groupId: CUSTOMER, at: end } },
      items: expect.arrayContaining([
        expect.objectContaining({
          ...{ groupId: vip, name: { en: 'VIP' }, isDefault: true, expiresAt: end },
          base: {
            ...{ source: 'manual', expiresAt },
            decision: {
              ...{ actor: { kind: 'employee', id: expect.any(String) }, reason: 'by-hand' },
              ...{ batchId: null, segmentId: null, changedAt: expect.any(String) },
            },
          },
          orders: [
            {
              ...cause,
              paidAt: order.occurredAt,
              onRepurchase: 'extend',
              effect: 'extended',
              expiresAt: end,
            },
          ],
        }),
      ]),
    });
    shop.service.clock.setOffset(12 * DAY);
    expect(await explain()).toMatchObject({
      default: { groupId: CUSTOMER, reason: 'role', cause: null, next: null },
      items: [
        {
          ...{ groupId: CUSTOMER, orders: [] },
          base: { source: 'registration', decision: { reason: 'registration', actor: { kind: 'system' } } },
        },
      ],
    });
  });

  it('does not take one decision for another that left the end as it was', async () => {
    const expiresAt = new Date(Date.now() + DAY).toISOString();
    await shop.rule(product, [vip], { validity: { duration: 'PT48H' }, onRepurchase: 'restart' });
    await shop.employee.post('/v1/memberships', { customerId, groupId: vip, expiresAt });
    await shop.pays(customerId, [product]);
    const bought = (await shop.membership(customerId, vip))?.expiresAt;
    // What the order gave is given by hand: the history has nothing to tell.
    await shop.employee.post('/v1/memberships', { customerId, groupId: vip, expiresAt: bought });

    const { items } = await explain();

    expect(items.find(({ groupId }) => groupId === vip)?.base).toEqual({
      ...{ source: 'manual', expiresAt: bought, decision: null },
    });
  });

  it('names the order to contacts who may see all orders of the customer', async () => {
    const ruleId = await shop.rule(product, [vip], tenDays);
    const { data } = await shop.pays(customerId, [product]);
    const seenWith = async (...permissions: ContactPermission[]) => {
      const contact = aContact({ customerId, permissions: new Set(['account:view', ...permissions]) });
      const api = await shop.service.api.as(contact);
      const { items } = (await api.get<MembershipsView>(`/v1/memberships/${customerId}`)).body;
      return items.find(({ groupId }) => groupId === vip)?.cause;
    };

    const cause = { orderId: data.orderId, productId: product, ruleId };
    expect(await seenWith('orders:view-own', 'orders:view-all')).toEqual(cause);
    expect(await seenWith('orders:view-own')).toEqual({ ...cause, orderId: null });
  });

  it('is for employees of the shop only', async () => {
    const foreign = await shop.service.api.as(anEmployee({ shopId: uuidv7() }));

    for (const what of ['history', 'explain'])
      expect(await foreign.get(`/v1/memberships/${customerId}/${what}`)).toMatchObject({
        ...{ status: 404, body: { code: 'memberships-not-found' } },
      });
  });
});

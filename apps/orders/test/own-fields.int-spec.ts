import { formRuleChanged, type FormRuleChanged, formRuleRemoved } from '@clientele/contracts';
import { aContact, anEmployee, type Api, aVisitor } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { circumstancesOf, TestShop } from './shop';

interface Answer {
  readonly id: string;
  readonly custom: object;
  readonly version: number;
}

describe('own fields of carts and orders', () => {
  let shop: TestShop;
  const customerId = uuidv7();
  let contact: Api;

  beforeAll(async () => {
    shop = await TestShop.open();
    await shop.product('oolong');
    contact = await shop.service.api.as(aContact({ customerId }));
  });

  afterAll(() => shop.stop());

  /** Announces a rule as identity does; returns its id. */
  const rule = async (facts: Omit<FormRuleChanged, 'ruleId'>, ruleId: string = uuidv7(), version = 1) => {
    const event = formRuleChanged.create(circumstancesOf(ruleId, version), { ruleId, ...facts });
    await shop.announce(event, 'orders-forms');
    return ruleId;
  };
  const remove = (ruleId: string, version = 2) =>
    shop.announce(formRuleRemoved.create(circumstancesOf(ruleId, version), { ruleId }), 'orders-forms', 3);
  const text = (form: string, field: string, changes: Partial<FormRuleChanged> = {}) =>
    rule({ form, field, type: 'text', ...changes });
  const faultsOf = ({ body }: { body: object }) =>
    ('errors' in body ? (body.errors as { pointer: string; code: string }[]) : []).map(
      ({ pointer, code }) => `${pointer} ${code}`,
    );
  const aCart = async (api = contact, body: object = {}) => {
    const { body: cart } = await api.post<Answer>('/v1/carts', body);
    await api.post(`/v1/carts/${cart.id}/lines`, { productId: 'oolong', quantity: 1 });
    return cart.id;
  };
  const order = (cartId: string, custom?: object) =>
    contact
      .with({ 'idempotency-key': uuidv7() })
      .post<Answer>('/v1/orders', { cartId, ...(custom && { custom }) });

  it("are nobody's where there is no rule", async () => {
    expect(faultsOf(await contact.post('/v1/carts', { custom: { gift: 'yes' } }))).toEqual([
      '/custom/gift unknown-field',
    ]);
  });

  it('are kept with a cart as its form asks, and changed one by one', async () => {
    const ids = [
      await text('cart', 'gift', { maxLength: 5 }),
      await rule({ form: 'cart', field: 'day', type: 'date', presence: 'required' }),
    ];

    const refused = await contact.post('/v1/carts', { custom: { gift: 'wrapped' } });
    const made = await contact.post<Answer>('/v1/carts', { custom: { gift: 'yes', day: '2026-12-24' } });
    const fill = (custom: object, api = contact) =>
      api.patch<Answer>(`/v1/carts/${made.body.id}`, { custom });
    const wrong = await fill({ day: null, gift: 7 });
    const filled = await fill({ gift: null });

    expect(faultsOf(refused).toSorted()).toEqual(['/custom/day required', '/custom/gift max-length']);
    expect(made).toMatchObject({ status: 201, body: { custom: { gift: 'yes', day: '2026-12-24' } } });
    expect(faultsOf(wrong).toSorted()).toEqual(['/custom/day required', '/custom/gift type']);
    expect(filled).toMatchObject({ status: 200, body: { custom: { day: '2026-12-24' }, version: 2 } });
    expect((await contact.get<Answer>(`/v1/carts/${made.body.id}`)).body.custom).toEqual({
      day: '2026-12-24',
    });
    expect((await fill({ gift: 'no' }, await shop.service.api.as(aVisitor()))).status).toBe(404);
    expect((await fill({ gift: 'no' }, await shop.service.api.as(anEmployee()))).status).toBe(403);
    for (const id of ids) await remove(id);
  });

  it('are kept with an order as its form asks', async () => {
    const id = await text('order', 'costCentre', { presence: 'required', pattern: '^[A-Z]+$' });
    const cartId = await aCart();

    const refused = [await order(cartId), await order(cartId, { costCentre: 'x' })];
    const placed = await order(cartId, { costCentre: 'SALES' });

    expect(refused.map(faultsOf)).toEqual([['/custom/costCentre required'], ['/custom/costCentre pattern']]);
    expect(placed).toMatchObject({ status: 201, body: { custom: { costCentre: 'SALES' } } });
    expect((await contact.get<Answer>(`/v1/orders/${placed.body.id}`)).body.custom).toEqual({
      costCentre: 'SALES',
    });
    await remove(id);
    expect((await order(await aCart())).status).toBe(201);
  });

  it('follow the groups of the customer while they last, and the customer', async () => {
    const groupId = await shop.group();
    const expiresAt = new Date(shop.service.clock.now().getTime() + 60_000);
    await shop.memberships(customerId, { defaultGroupId: groupId, expiresAt }, 1);
    const ids = [
      await text('order', 'project', { groupId, presence: 'required' }),
      await text('order', 'nickname', { customerId: uuidv7(), presence: 'required' }),
    ];
    const cartId = await aCart();

    expect(faultsOf(await order(cartId))).toEqual(['/custom/project required']);
    shop.service.clock.setOffset(120_000);
    expect((await order(cartId)).status).toBe(201);
    shop.service.clock.setOffset(0);
    for (const id of ids) await remove(id);
  });

  it('do not come back by an older event', async () => {
    const id = uuidv7();
    await remove(id, 3);

    await rule({ form: 'order', field: 'late', type: 'text', presence: 'required' }, id, 2);

    expect((await order(await aCart())).status).toBe(201);
  });
});

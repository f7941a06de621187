import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import { eventually, type Memberships, Shop, type Shopper } from '@clientele/testing';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RunningSuite } from '../setup/running-suite';

jest.setTimeout(60_000);

/** The journey that must always work, through the gateway, on real processes. */
describe('the journey', () => {
  let running: RunningSuite;
  let vip: string;

  beforeAll(async () => {
    running = await RunningSuite.start();
    const { shop } = running;
    await shop.category('tea');
    await shop.category('books');
    await shop.product('oolong', { defaultCategoryId: 'tea', categoryIds: ['tea'] });
    await shop.product('atlas', { defaultCategoryId: 'books', categoryIds: ['books'], price: '30' });
    await shop.product('club', { price: '25.00' });
    await shop.product('gift', { price: '0' });
    vip = await shop.group({
      name: { en: 'VIP' },
      discountPercent: '10',
      categoryDiscounts: [{ categoryId: 'books', discountPercent: '0' }],
    });
  });

  afterAll(() => running.stop());

  // Each test sells a product of its own, so that the rule of one does not touch the shoppers of another.
  const sells = async (
    productId: string,
    validity?: { duration: string },
    changes: { price?: string } = {},
  ) => {
    await running.shop.product(productId, { price: '25.00', ...changes });
    await running.shop.assignment({
      productId,
      groupIds: [vip],
      defaultGroupId: vip,
      validity,
      enabled: true,
    });
  };

  const memberOf = (shopper: Shopper, groupId: string): Promise<Memberships> =>
    eventually(async () => {
      const memberships = await shopper.memberships();
      expect(memberships.items.map((item) => item.groupId)).toContain(groupId);
      return memberships;
    });

  const statusOf = (service: string) =>
    running.shop.admin.get<{
      outbox: { pending: number };
      consumers: { consumer: string; lag: number }[];
    }>(`/v1/ops/${service}/status`);

  it('leads from registration over an accepted payment into a group, to other prices and back', async () => {
    await sells('club-5s', { duration: 'PT5S' });
    const shopper = await running.shop.register({ firstName: 'Siobhán', lastName: "O'Neill" });
    const before = await shopper.price('oolong');

    const order = await shopper.buy(
      { productId: 'club-5s', quantity: 1 },
      { productId: 'oolong', quantity: 2 },
    );
    const during = await memberOf(shopper, vip);
    const discounted = await eventually(async () => {
      const price = await shopper.price('oolong');
      expect(price.discount).toMatchObject({ percent: '10', origin: 'group', groupId: vip });
      return price;
    });
    const exempt = await shopper.price('atlas');

    expect(before).toMatchObject({
      basePrice: '19.812',
      displayedPrice: '23.77',
      discount: { origin: 'none' },
    });
    expect(during).toMatchObject({ defaultGroupId: vip });
    expect(during.items.find(({ groupId }) => groupId === vip)).toMatchObject({
      isDefault: true,
      source: 'automatic-rule',
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      cause: { orderId: order.id, productId: 'club-5s' },
    });
    expect(discounted.unitPrice.taxExcluded).toBe('17.8308');
    expect(exempt.discount).toMatchObject({ percent: '0', origin: 'category' });

    await eventually(async () => {
      const after = await shopper.memberships();
      expect(after.items.map(({ groupId }) => groupId)).not.toContain(vip);
      expect(after.defaultGroupId).not.toBe(vip);
      expect(await shopper.price('oolong')).toEqual(before);
    }, 20_000);
  });

  it('makes the order payment-accepted once, however often the payment is reported', async () => {
    const shopper = await running.shop.register();
    const order = await shopper.order(await shopper.cartWith({ productId: 'oolong', quantity: 1 }));
    const { taxIncluded } = order.totals.total;

    const reports = await Promise.all(
      Array.from({ length: 50 }, () => running.shop.pay(order.id, taxIncluded, 'bank-1')),
    );

    expect(new Set(reports.map(({ state }) => state))).toEqual(new Set(['payment-accepted']));
    expect(await running.shop.admin.get(`/v1/orders/${order.id}`)).toMatchObject({
      state: 'payment-accepted',
    });
  });

  it('assigns nothing for a free order', async () => {
    await sells('free-club', undefined, { price: '0' });
    await sells('paid-club', { duration: 'P30D' });
    const shopper = await running.shop.register();

    const order = await shopper.order(await shopper.cartWith({ productId: 'free-club', quantity: 1 }));
    // The paid order comes after the free one on every way, so that when it has had its effect, the free one had its chance.
    const paid = await shopper.buy({ productId: 'paid-club', quantity: 1 });
    const { items } = await memberOf(shopper, vip);

    expect(order.totals.total.taxIncluded).toBe('0.00');
    expect(items.filter(({ cause }) => cause !== null).map(({ cause }) => cause?.orderId)).toEqual([paid.id]);
  });

  it('assigns nothing while automatic assignment is switched off', async () => {
    await sells('club-off', { duration: 'P30D' });
    const settings = '/v1/auto-assignments/settings';
    await running.shop.admin.patch(settings, { enabled: false });
    const shopper = await running.shop.register();
    await shopper.buy({ productId: 'club-off', quantity: 1 });
    // First it is told, then heard: there is no lag before there is anything to hear.
    await eventually(async () => expect((await statusOf('orders')).outbox.pending).toBe(0));
    await eventually(async () => {
      const { consumers } = await statusOf('groups');
      expect(consumers.find(({ consumer }) => consumer === 'groups-auto-assignment')?.lag).toBe(0);
    });
    await running.shop.admin.patch(settings, { enabled: true });

    const other = await running.shop.register();
    await other.buy({ productId: 'club-off', quantity: 1 });
    await memberOf(other, vip);

    expect((await shopper.memberships()).items.map(({ groupId }) => groupId)).not.toContain(vip);
  });

  it('makes one customer of two in all services, and two again', async () => {
    await sells('club-merged', { duration: 'P30D' });
    const [from, into] = [await running.shop.register(), await running.shop.register()];
    const order = await from.buy({ productId: 'club-merged', quantity: 1 });
    await memberOf(from, vip);
    const { admin } = running.shop;
    const pair = { fromId: from.who.customerId, intoId: into.who.customerId };
    const merges = '/v1/customer-merges';
    const ordersOf = async (customerId: string) =>
      (await admin.get<{ items: { id: string }[] }>(`/v1/orders?customerId=${customerId}`)).items;

    const preview = await admin.get(`${merges}/preview?fromId=${pair.fromId}&intoId=${pair.intoId}`);
    const { id } = await admin.once().post<{ id: string }>(merges, pair);
    const done = () =>
      eventually(async () => expect(await admin.get(`${merges}/${id}`)).toMatchObject({ state: 'done' }));
    await done();
    const together = await ordersOf(pair.intoId);
    await memberOf(into, vip);
    await admin.once().post(`${merges}/${id}/undo`);
    await done();

    expect(preview).toMatchObject({ unavailable: [] });
    expect(together).toMatchObject([{ id: order.id }]);
    expect([await ordersOf(pair.fromId), await ordersOf(pair.intoId)]).toMatchObject([
      [{ id: order.id }],
      [],
    ]);
    expect((await into.memberships()).items.map(({ groupId }) => groupId)).not.toContain(vip);
  });

  it('keeps a cart and gives prices before login', async () => {
    const { accessToken } = await running.shop.visitor.post<{ accessToken: string }>('/v1/auth/visitor');
    const visitor = running.shop.visitor.as(accessToken);

    const { id } = await visitor.post<{ id: string }>('/v1/carts', {});
    await visitor.post(`/v1/carts/${id}/lines`, { productId: 'oolong', quantity: 3 });

    expect(await visitor.get(`/v1/carts/${id}`)).toMatchObject({
      lines: [{ productId: 'oolong', quantity: 3 }],
      totals: { total: { taxExcluded: '59.44', taxIncluded: '71.32' } },
    });
  });

  it('attaches what a guest did to the account of whoever proves its address', async () => {
    const { visitor, admin } = running.shop;
    const email = 'once.a.guest@example.com';
    await sells('club-guest');
    const welcome = await visitor.post<{ accessToken: string }>('/v1/auth/visitor');
    const browsing = visitor.as(welcome.accessToken);
    const { id: cartId } = await browsing.post<{ id: string }>('/v1/carts', {});
    await browsing.post(`/v1/carts/${cartId}/lines`, { productId: 'club-guest', quantity: 1 });
    const inboxes = await admin.get<{ items: { id: string }[] }>('/v1/inboxes');
    const { threadId } = await visitor.post<{ threadId: string }>('/v1/contact-form', {
      ...{ inboxId: inboxes.items[0]?.id, email, message: 'Do you deliver on Sundays?' },
    });

    const checkout = await visitor.post<{ customer: { id: string }; visitor: { accessToken: string } }>(
      '/v1/registrations/guests',
      { firstName: 'Siobhán', lastName: "O'Neill", email },
    );
    const guest = visitor.as(checkout.visitor.accessToken);
    await guest.post(`/v1/carts/${cartId}/claim`, { visitorToken: welcome.accessToken });
    const order = await guest.once().post<{ id: string }>('/v1/orders', { cartId });
    await running.shop.pay(order.id, '30.00', 'guest-1');
    const shopper = await running.shop.register({ email });
    const belongings = async () => ({
      orders: (await shopper.client.get<{ items: { id: string }[] }>('/v1/orders')).items.map(({ id }) => id),
      threads: (await shopper.client.get<{ items: { id: string }[] }>('/v1/threads')).items.map(
        ({ id }) => id,
      ),
      groups: (await shopper.memberships()).items.map(({ groupId }) => groupId).filter((id) => id === vip),
      figures: await admin.get(`/v1/customers/${shopper.who.customerId}`),
    });
    await eventually(async () => expect((await shopper.memberships()).items).toHaveLength(1));
    const before = await belongings();
    await visitor.post('/v1/auth/email-verifications', { token: await mailedToken(email) });

    expect(before).toMatchObject({ orders: [], threads: [], groups: [], figures: { ordersCount: 0 } });
    await eventually(async () => {
      expect(await belongings()).toMatchObject({
        ...{ orders: [order.id], threads: [threadId], groups: [vip] },
        figures: { ordersCount: 1, totalSpent: '30' },
      });
    });
    // The old id leads to the survivor (308).
    expect(await admin.get(`/v1/customers/${checkout.customer.id}`)).toMatchObject({
      id: shopper.who.customerId,
    });
    expect(await guest.get(`/v1/orders/${order.id}`)).toMatchObject({ customerId: checkout.customer.id });
  });

  /** What the link in the mail to an address ends with. */
  const mailedToken = (email: string): Promise<string> =>
    eventually(() => {
      const folder = join(running.suite.dataDir, 'mail');
      const mails = readdirSync(folder)
        .filter((name) => name.endsWith('.eml'))
        .map((name) => readFileSync(join(folder, name), 'utf8'))
        .filter((mail) => mail.includes(`To: ${email}`));
      const [, token] =
        /#token=([\w.-]+)/.exec(mails.join().replaceAll('=\r\n', '').replaceAll('=3D', '=')) ?? [];
      if (!token) throw new Error(`No link was mailed to ${email}.`);
      return token;
    });

  it('turns a message of the contact form into a thread and the answer into a mail', async () => {
    const { items } = await running.shop.admin.get<{ items: { id: string }[] }>('/v1/inboxes');
    const { threadId } = await running.shop.visitor.post<{ threadId: string }>('/v1/contact-form', {
      inboxId: items[0]?.id,
      email: 'curious@example.com',
      message: 'Do you ship to Tromsø?',
    });

    const threads = await running.shop.admin.get<{ items: { id: string }[] }>('/v1/threads');
    await running.shop.admin
      .once()
      .post(`/v1/threads/${threadId}/messages`, { text: 'We do, twice a week.' });

    expect(threads.items.map(({ id }) => id)).toContain(threadId);
    const folder = join(running.suite.dataDir, 'mail');
    await eventually(() => {
      const mails = readdirSync(folder).filter((name) => name.endsWith('.eml'));
      expect(mails.map((name) => readFileSync(join(folder, name), 'utf8')).join()).toMatch(
        /To: curious@example\.com[\s\S]*We do, twice a week\./,
      );
    });
  });

  it('goes on in a second shop of the Owner, and in a third that shares the customers of the second', async () => {
    const open = (shopId: string) => Shop.open(running.suite.url, running.suite.admin, shopId);
    const { admin } = running.shop;
    const email = 'siri.eriksen@example.com';

    const { id: secondId } = await admin.post<{ id: string }>('/v1/shops', { name: 'Coffee' });
    const second = await open(secondId);
    const made = await second.admin.post<{ id: string }>('/v1/shops', {
      name: 'Beans',
      mainShopId: secondId,
    });
    const third = await open(made.id);
    const rolesOf = async (shop: Shop) => {
      const { items } = await shop.admin.get<{ items: { id: string; role: string }[] }>('/v1/groups');
      expect(items.map(({ role }) => role)).toEqual(['visitor', 'guest', 'customer']);
      return items.map(({ id }) => id);
    };
    const inboxesOf = async (shop: Shop) => {
      const { items } = await shop.visitor.get<{ items: { id: string; title: { en: string } }[] }>(
        '/v1/inboxes',
      );
      expect(items.map(({ title }) => title.en)).toEqual(['Webmaster', 'Customer service']);
      return items.map(({ id }) => id);
    };
    const groups = await eventually(() => rolesOf(second));
    const inboxes = await eventually(() => inboxesOf(third));

    await second.product('espresso', { price: '3.00' });
    const shopper = await third.register({ email });
    const elsewhere = await running.shop.register({ email });
    await eventually(() => shopper.price('espresso'));
    const order = await shopper.buy({ productId: 'espresso', quantity: 2 });

    expect(await rolesOf(third)).toEqual(groups);
    expect(await inboxesOf(second)).toEqual(inboxes);
    expect(order).toMatchObject({ totals: { total: { taxIncluded: '7.20' } } });
    const customer = (shop: Shop, { who: { customerId } }: Shopper) =>
      shop.admin.call('GET', `/v1/customers/${customerId}`);
    expect((await customer(second, shopper)).status).toBe(200);
    expect((await customer(second, elsewhere)).status).toBe(404);
    expect((await customer(running.shop, shopper)).status).toBe(404);
    expect(await second.admin.get('/v1/shops')).toMatchObject({
      items: [{ name: 'Beans' }, { name: 'Coffee' }],
    });
  });

  it('has prices of each shop by the groups that count there, as groups explains them', async () => {
    const { admin, visitor } = running.shop;
    const { id: otherId } = await admin.post<{ id: string }>('/v1/shops', {
      ...{ name: 'Tea by the sack', mainShopId: DEFAULT_SHOP_ID },
    });
    const group = await eventually(() =>
      admin.post<{ id: string }>('/v1/groups', {
        ...{ name: { en: 'Wholesale' }, discountPercent: '15', shopIds: [otherId] },
      }),
    );
    const { client: here, who } = await running.shop.register();
    const { accessToken } = await visitor
      .with({ 'shop-id': otherId })
      .post<{ accessToken: string }>('/v1/auth/login', { email: who.email, password: who.password });
    const there = visitor.as(accessToken);
    const joins = { customerId: who.customerId, groupId: group.id, isDefault: true };
    await eventually(() => admin.post('/v1/memberships', joins));

    const decide = async () => {
      const asked = [here, there].map((client) =>
        client.post<{ group: { id: string } }>('/v1/prices', { items: [{ productId: 'oolong' }] }),
      );
      const explained = [DEFAULT_SHOP_ID, otherId].map((shopId) =>
        admin.get<{ prices: { groupId: string } }>(
          `/v1/memberships/${who.customerId}/explain?shopId=${shopId}`,
        ),
      );
      const deciding = (await Promise.all(asked)).map((prices) => prices.group.id);
      expect(deciding).toEqual((await Promise.all(explained)).map(({ prices }) => prices.groupId));
      return deciding.map((id) => id === group.id);
    };

    await eventually(async () => expect(await decide()).toEqual([false, true]));
    await admin.patch(`/v1/groups/${group.id}`, { shopIds: [DEFAULT_SHOP_ID] });
    await eventually(async () => expect(await decide()).toEqual([true, false]));
  });

  it('shows an employee a customer on one page, and the rest of it while services are away', async () => {
    const { admin } = running.shop;
    await sells('club-seen', { duration: 'P30D' });
    const shopper = await running.shop.register();
    const { id: orderId } = await shopper.buy({ productId: 'club-seen', quantity: 2 });
    await memberOf(shopper, vip);
    const inboxes = await admin.get<{ items: { id: string }[] }>('/v1/inboxes');
    const writing = {
      inboxId: inboxes.items[0]?.id,
      email: shopper.who.email,
      message: 'Do you ship to Tromsø?',
    };
    await shopper.client.post('/v1/contact-form', writing);
    const overview = () =>
      admin.get<Record<string, unknown>>(`/v1/customers/${shopper.who.customerId}/overview`);
    const { suite } = running;
    const [support, orders, groups] = [
      suite.service('support'),
      suite.service('orders'),
      suite.service('groups'),
    ] as const;
    const missing = async (): Promise<unknown> => {
      const startedAt = Date.now();
      const { unavailable } = await overview();
      expect(Date.now() - startedAt).toBeLessThan(1_500);
      return unavailable;
    };

    const whole = await eventually(async () => {
      const answer = await overview();
      expect(answer).toMatchObject({ unavailable: [], rank: { ordersCount: 1 } });
      return answer;
    });
    process.kill(support.pid ?? 0, 'SIGSTOP');
    const withoutAnswer = await missing();
    process.kill(support.pid ?? 0, 'SIGCONT');
    await support.kill();
    const withoutSupport = await missing();
    await orders.kill();
    const withoutOrders = await missing();
    await groups.kill();
    const alone = await missing();
    await Promise.all([support, orders, groups].map((service) => service.start()));

    expect(whole).toMatchObject({
      customer: { id: shopper.who.customerId, ordersCount: 1 },
      groups: { items: [{ groupId: vip, isDefault: true, cause: { orderId, productId: 'club-seen' } }, {}] },
      orders: { items: [{ id: orderId, state: 'payment-accepted', paymentMethods: ['card'] }] },
      products: { items: [{ productId: 'club-seen', orders: 1, quantity: 2 }] },
      carts: { items: [{ state: 'ordered' }] },
      threads: { items: [{ messages: 1, lastMessage: { excerpt: 'Do you ship to Tromsø?' } }] },
    });
    expect(withoutAnswer).toEqual(['threads', 'mails']);
    expect(withoutSupport).toEqual(['threads', 'mails']);
    expect(withoutOrders).toEqual(['orders', 'products', 'carts', 'vouchers', 'threads', 'mails']);
    expect(alone).toEqual([
      'groups',
      'segments',
      'orders',
      'products',
      'carts',
      'vouchers',
      'threads',
      'mails',
    ]);
    await eventually(async () => expect(await missing()).toEqual([]));
  });
});

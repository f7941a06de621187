import { customerMerged, orderPlaced, shopChanged } from '@clientele/contracts';
import {
  aContact,
  aGuest,
  type Api,
  aSegmentMove,
  aVisitor,
  eventually,
  TEST_SHOP,
} from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { circumstancesOf, TestShop } from './shop';

interface Money {
  readonly taxExcluded: string;
  readonly taxIncluded: string;
}
interface Voucher {
  readonly id: string;
  readonly code: string;
  readonly used: number;
  readonly version: number;
}
interface Cart {
  readonly id: string;
  readonly code?: string;
  readonly reason?: string;
  readonly vouchers: readonly { readonly id: string; readonly code: string | null; readonly total: Money }[];
  readonly voucherChanges: readonly { readonly voucherId: string; readonly reason: string | null }[];
  readonly totals: { readonly discounts: Money; readonly total: Money; readonly tax: string };
}
interface Order extends Cart {
  readonly reference: string;
}

describe('vouchers', () => {
  let shop: TestShop;

  beforeAll(async () => {
    shop = await TestShop.open();
    await shop.category('tea');
    await shop.category('pots');
    await shop.product('oolong', {
      price: '50',
      taxRate: '20',
      defaultCategoryId: 'tea',
      categoryIds: ['tea'],
    });
    await shop.product('pot', { price: '20', taxRate: '10', defaultCategoryId: 'pots' });
  });

  afterAll(() => shop.stop());

  let codes = 0;
  const aVoucher = async (changes: object = {}): Promise<Voucher> => {
    const { status, body } = await shop.employee.post<Voucher>('/v1/vouchers', {
      ...{ name: { en: 'Ten per cent' }, code: `code-${++codes}`, percent: '10', ...changes },
    });
    expect({ status, body }).toMatchObject({ status: 201 });
    return body;
  };
  const aCustomer = async (changes: Parameters<typeof aContact>[0] = {}) => {
    const who = aContact(changes);
    return { customerId: who.customerId ?? '', contact: await shop.service.api.as(who) };
  };
  const aCart = async (api: Api, productId = 'oolong', quantity = 1): Promise<string> => {
    const { id } = (await api.post<Cart>('/v1/carts', {})).body;
    await api.post(`/v1/carts/${id}/lines`, { productId, quantity });
    return id;
  };
  const add = (api: Api, cartId: string, { code }: { readonly code: string | null }) =>
    api.post<Cart>(`/v1/carts/${cartId}/vouchers`, { code });
  const read = async (api: Api, cartId: string): Promise<Cart> =>
    (await api.get<Cart>(`/v1/carts/${cartId}`)).body;
  const order = (api: Api, cartId: string) =>
    api.with({ 'idempotency-key': uuidv7() }).post<Order>('/v1/orders', { cartId });
  const ordered = async (api: Api, voucher: Voucher): Promise<Order> => {
    const cartId = await aCart(api);
    await add(api, cartId, voucher);
    const { status, body } = await order(api, cartId);
    expect({ status, body }).toMatchObject({ status: 201 });
    return body;
  };
  const voucherNow = async ({ id }: Voucher): Promise<Voucher> =>
    (await shop.employee.get<Voucher>(`/v1/vouchers/${id}`)).body;
  const waiting = async (): Promise<number> => {
    const [{ count }] = await shop.service.db.manager.query<[{ count: number }]>(
      `SELECT count(*)::integer AS count FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return count;
  };
  const cancel = (id: string) => shop.employee.post(`/v1/orders/${id}/cancel`, {});

  describe('in carts', () => {
    it('come by their code, however it is written, and take off what they say', async () => {
      const voucher = await aVoucher();
      const { contact } = await aCustomer();
      const cartId = await aCart(contact, 'oolong', 2);

      const added = await add(contact, cartId, { code: ` ${voucher.code.toLowerCase()}` });

      expect(added).toMatchObject({
        status: 201,
        body: {
          vouchers: [
            { id: voucher.id, code: voucher.code, total: { taxExcluded: '10.00', taxIncluded: '12.00' } },
          ],
          voucherChanges: [{ voucherId: voucher.id, old: null, new: { taxIncluded: '12.00' }, reason: null }],
          totals: {
            products: { taxExcluded: '100.00', taxIncluded: '120.00' },
            discounts: { taxExcluded: '10.00', taxIncluded: '12.00' },
            tax: '18.00',
            total: { taxExcluded: '90.00', taxIncluded: '108.00' },
          },
        },
      });
      expect(await read(contact, cartId)).toMatchObject({ voucherChanges: [], totals: { tax: '18.00' } });
    });

    it('are refused if nobody knows them, or they are somebody else’s', async () => {
      const voucher = await aVoucher({ customerId: uuidv7() });
      const { contact } = await aCustomer();
      const visitor = await shop.service.api.as(aVisitor());
      const [cartId, visitorsCart] = [await aCart(contact), await aCart(visitor)];

      const answers = [
        await add(contact, cartId, { code: 'NEVER-HEARD' }),
        await add(contact, cartId, voucher),
        await add(visitor, visitorsCart, voucher),
      ];

      expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
        [422, 'voucher-unknown'],
        [422, 'voucher-unknown'],
        [422, 'voucher-unknown'],
      ]);
    });

    it.each([
      ['switched off', { active: false }, 'not-active'],
      ['not begun', { startsOn: '2999-01-01' }, 'not-begun'],
      ['over', { endsOn: '2020-01-01' }, 'over'],
      ['of another group', () => ({ groupIds: [shop.guests] }), 'other-group'],
      ['of another segment', { segmentIds: [uuidv7()] }, 'other-segment'],
      ['for more money', { minimum: { amount: '60.01', currency: 'EUR' } }, 'minimum-not-reached'],
      ['in another currency', { percent: null, amount: { amount: '1', currency: 'USD' } }, 'other-currency'],
      ['for other products', { products: [{ categoryIds: ['pots'] }] }, 'products-missing'],
    ])('are refused where they are %s, and the cart stays as it was', async (_, changes, reason) => {
      const voucher = await aVoucher(typeof changes === 'function' ? changes() : changes);
      const { contact, customerId } = await aCustomer();
      await shop.memberships(customerId, { defaultGroupId: shop.customers });
      const cartId = await aCart(contact);

      const refused = await add(contact, cartId, voucher);

      expect(refused).toMatchObject({ status: 409, body: { code: 'voucher-not-applicable', reason } });
      expect(await read(contact, cartId)).toMatchObject({ vouchers: [], voucherChanges: [] });
    });

    it('are for those in one of their groups and in one of their segments', async () => {
      const [groupId, segmentId] = [await shop.group(), uuidv7()];
      const voucher = await aVoucher({ groupIds: [shop.guests, groupId], segmentIds: [segmentId] });
      const { contact, customerId } = await aCustomer();
      await shop.memberships(customerId, { defaultGroupId: shop.customers, fallbackGroupId: groupId });
      await shop.announce(aSegmentMove('in', segmentId, [customerId]), 'orders-segments');

      expect(await add(contact, await aCart(contact), voucher)).toMatchObject({ status: 201 });
    });

    it('last until the end of their last day where the shop is', async () => {
      const tell = (timeZone: string, version: number) =>
        shop.announce(
          shopChanged.create(circumstancesOf(TEST_SHOP, version), { name: 'Tea', timeZone, currency: 'EUR' }),
          'orders-shops',
        );
      const { contact } = await aCustomer();
      const today = (timeZone: string) =>
        new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date());
      const [east, west] = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'];
      const voucher = await aVoucher({ endsOn: today(west) });

      await tell(west, 1);
      const inTheWest = await add(contact, await aCart(contact), voucher);
      await tell(east, 2);
      const inTheEast = await add(contact, await aCart(contact), voucher);

      expect(inTheWest.status).toBe(201);
      expect(inTheEast.body).toMatchObject({ reason: 'over' });
    });

    it('come by themselves, and do not come back to where they are not wanted', async () => {
      const { contact, customerId } = await aCustomer();
      const { id } = await aVoucher({ automatic: true, code: null, customerId, percent: '50' });

      const cartId = await aCart(contact);
      const shown = await read(contact, cartId);
      const removed = await contact.delete<Cart>(`/v1/carts/${cartId}/vouchers/${id}`);
      await contact.post(`/v1/carts/${cartId}/lines`, { productId: 'pot', quantity: 1 });

      expect(shown).toMatchObject({
        vouchers: [{ id, code: null }],
        totals: { total: { taxIncluded: '30.00' } },
      });
      expect(removed.body).toMatchObject({ vouchers: [], totals: { discounts: { taxIncluded: '0.00' } } });
      expect(await read(contact, cartId)).toMatchObject({ vouchers: [], voucherChanges: [] });
    });

    it('leave the cart with the reason when they do not apply any more', async () => {
      const voucher = await aVoucher({ minimum: { amount: '100', currency: 'EUR' } });
      const { contact } = await aCustomer();
      const cartId = await aCart(contact, 'oolong', 2);
      const { body } = await add(contact, cartId, voucher);
      const { lines } = body as unknown as { lines: { id: string }[] };

      const changed = await contact.patch<Cart>(`/v1/carts/${cartId}/lines/${lines[0]?.id}`, { quantity: 1 });

      expect(changed.body).toMatchObject({
        vouchers: [],
        voucherChanges: [
          {
            voucherId: voucher.id,
            code: voucher.code,
            old: { taxIncluded: '12.00' },
            new: null,
            reason: 'minimum-not-reached',
          },
        ],
        totals: { total: { taxIncluded: '60.00' } },
      });
      expect(await read(contact, cartId)).toMatchObject({ voucherChanges: [] });
    });

    it.each([
      ['is deleted', (id: string) => shop.employee.delete(`/v1/vouchers/${id}`)],
      ['is switched off', (id: string) => shop.employee.patch(`/v1/vouchers/${id}`, { active: false })],
    ])('leave the cart when it %s', async (_, end) => {
      const voucher = await aVoucher();
      const { contact } = await aCustomer();
      const cartId = await aCart(contact);
      await add(contact, cartId, voucher);

      await end(voucher.id);

      expect(await read(contact, cartId)).toMatchObject({
        vouchers: [],
        voucherChanges: [{ reason: 'not-active' }],
      });
    });

    it('go with the cart when the visitor logs in, into the one that it is added to', async () => {
      const voucher = await aVoucher();
      const who = aVisitor();
      const visitor = await shop.service.api.as(who);
      const from = await aCart(visitor);
      await add(visitor, from, voucher);
      const { contact } = await aCustomer();
      const into = await aCart(contact, 'pot');

      const merged = await contact.post<Cart>(`/v1/carts/${from}/claim`, {
        ...{ visitorToken: await shop.service.tokens.sign(who), intoCartId: into },
      });

      expect(merged.body).toMatchObject({
        id: into,
        vouchers: [{ id: voucher.id, total: { taxIncluded: '8.20' } }],
      });
    });
  });

  describe('in orders', () => {
    it('are copied with what they took off, counted and told', async () => {
      const voucher = await aVoucher();
      const { contact } = await aCustomer();

      const placed = await ordered(contact, voucher);

      expect(placed).toMatchObject({
        vouchers: [
          { id: voucher.id, code: voucher.code, total: { taxExcluded: '5.00', taxIncluded: '6.00' } },
        ],
        totals: {
          discounts: { taxIncluded: '6.00' },
          tax: '9.00',
          total: { taxExcluded: '45.00', taxIncluded: '54.00' },
        },
        open: '54.00',
      });
      expect((await contact.get(`/v1/orders/${placed.id}`)).body).toEqual(placed);
      expect(await voucherNow(voucher)).toMatchObject({ used: 1 });
      expect(await shop.service.events.next(orderPlaced, placed.id)).toMatchObject({
        data: { voucherIds: [voucher.id], total: '54.00' },
      });
    });

    it('can make them free', async () => {
      const voucher = await aVoucher({ percent: '100' });
      const { contact } = await aCustomer();

      expect(await ordered(contact, voucher)).toMatchObject({ state: 'processing', open: '0.00' });
    });

    it('are refused once where they take off something else than was shown', async () => {
      const voucher = await aVoucher();
      const { contact } = await aCustomer();
      const cartId = await aCart(contact);
      await add(contact, cartId, voucher);
      const ten = { name: { en: 'Less' }, code: voucher.code, percent: '5' };
      await shop.employee.with({ 'if-match': '"1"' }).put(`/v1/vouchers/${voucher.id}`, ten);

      const refused = await order(contact, cartId);
      const again = await order(contact, cartId);

      expect(refused).toMatchObject({
        status: 409,
        body: {
          code: 'price-changed',
          changes: [],
          voucherChanges: [
            { voucherId: voucher.id, old: { taxIncluded: '6.00' }, new: { taxIncluded: '3.00' } },
          ],
        },
      });
      expect(again).toMatchObject({ status: 201, body: { totals: { total: { taxIncluded: '57.00' } } } });
    });

    it('are used no more often than there are, by however many at once', async () => {
      const voucher = await aVoucher({ quantity: 2 });
      const buyers = await Promise.all(Array.from({ length: 8 }, () => aCustomer()));
      const carts = await Promise.all(
        buyers.map(async ({ contact }) => {
          const cartId = await aCart(contact);
          await add(contact, cartId, voucher);
          return { contact, cartId };
        }),
      );

      const answers = await Promise.all(carts.map(({ contact, cartId }) => order(contact, cartId)));

      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, ...Array(6).fill(409)]);
      const { body } = answers.find(({ status }) => status === 409) ?? {};
      expect(body).toMatchObject({
        code: 'price-changed',
        voucherChanges: [{ new: null, reason: 'used-up' }],
      });
      expect(await voucherNow(voucher)).toMatchObject({ used: 2 });
    });

    it('are used by one customer no more often than it may, with several carts at once', async () => {
      const voucher = await aVoucher({ quantityPerCustomer: 1 });
      const { contact } = await aCustomer();
      const carts = await Promise.all(Array.from({ length: 4 }, () => aCart(contact)));
      for (const cartId of carts) await add(contact, cartId, voucher);

      const answers = await Promise.all(carts.map((cartId) => order(contact, cartId)));

      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
      expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
        voucherChanges: [{ reason: 'used-up-by-customer' }],
      });
      expect(await voucherNow(voucher)).toMatchObject({ used: 1 });
    });

    it('count for guests by their e-mail address', async () => {
      const voucher = await aVoucher({ quantityPerCustomer: 1 });
      const emailKey = uuidv7();
      const asGuest = (key: string) =>
        shop.service.api.as(aGuest({ guest: { customerId: uuidv7(), emailKey: key } }));
      await ordered(await asGuest(emailKey), voucher);

      const [again, other] = [await asGuest(emailKey), await asGuest(uuidv7())];

      expect((await add(again, await aCart(again), voucher)).body).toMatchObject({
        reason: 'used-up-by-customer',
      });
      expect((await add(other, await aCart(other), voucher)).status).toBe(201);
    });

    it('count for a customer with those that were merged into it, whose personal codes it has', async () => {
      const [twice, personal] = [await aVoucher({ quantityPerCustomer: 2 }), await aVoucher({ code: null })];
      const [first, second, last] = [await aCustomer(), await aCustomer(), await aCustomer()];
      const segmentId = uuidv7();
      await shop.announce(aSegmentMove('in', segmentId, [first.customerId]), 'orders-segments');
      await shop.employee.post(`/v1/vouchers/${personal.id}/codes`, { segmentId });
      const { body } = await shop.employee.get<{ items: Voucher[] }>(`/v1/vouchers/${personal.id}/codes`);
      await ordered(first.contact, twice);
      const into = async (fromId: string, intoId: string) => {
        const mergeId = uuidv7();
        const merged = customerMerged.create(circumstancesOf(mergeId, 1), { mergeId, fromId, intoId });
        await shop.announce(merged, 'orders-merges');
      };
      await into(first.customerId, second.customerId);
      await into(second.customerId, last.customerId);
      const carts = [await aCart(last.contact), await aCart(last.contact)];
      for (const cartId of carts) await add(last.contact, cartId, twice);

      // Holds up both orders until they have come as far as to count.
      const asked = await shop.service.db.transaction(async (tx) => {
        await tx.query('SELECT FROM vouchers WHERE id = $1 FOR UPDATE', [twice.id]);
        const all = carts.map((cartId) => order(last.contact, cartId));
        await eventually(async () => expect(await waiting()).toBe(all.length));
        return { all };
      });
      const answers = await Promise.all(asked.all);
      const code = { code: body.items[0]?.code ?? null };

      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
      expect(await add(last.contact, await aCart(last.contact), code)).toMatchObject({ status: 201 });
    });

    it('come back once when the order is cancelled', async () => {
      const voucher = await aVoucher({ quantity: 1, quantityPerCustomer: 1 });
      const { contact } = await aCustomer();
      const { id } = await ordered(contact, voucher);

      await cancel(id);
      await cancel(id);

      expect(await voucherNow(voucher)).toMatchObject({ used: 0 });
      await ordered(contact, voucher);
      expect(await voucherNow(voucher)).toMatchObject({ used: 1 });
    });

    it('with many vouchers placed and cancelled at once never block each other for good', async () => {
      const vouchers = [await aVoucher(), await aVoucher(), await aVoucher()];
      const buyers = await Promise.all(Array.from({ length: 6 }, () => aCustomer()));
      const place = async (contact: Api, i: number): Promise<string> => {
        const cartId = await aCart(contact);
        for (const voucher of i % 2 ? vouchers : vouchers.toReversed()) await add(contact, cartId, voucher);
        return (await order(contact, cartId)).body.id;
      };

      const first = await Promise.all(buyers.map(({ contact }, i) => place(contact, i)));
      await Promise.all([...first.map(cancel), ...buyers.map(({ contact }, i) => place(contact, i))]);

      for (const voucher of vouchers) expect(await voucherNow(voucher)).toMatchObject({ used: 6 });
    });
  });

  describe('whose rest is kept', () => {
    const fifty = { percent: null, amount: { amount: '100', currency: 'EUR' }, keepRest: true, quantity: 1 };
    const restsOf = async (customerId: string): Promise<readonly Voucher[]> =>
      (
        await shop.employee.get<{ items: Voucher[] }>(
          `/v1/vouchers?customerId=${customerId}&active=true&sort=createdAt`,
        )
      ).body.items;

    it('leave a personal voucher of what was not used', async () => {
      const voucher = await aVoucher(fifty);
      const { contact, customerId } = await aCustomer();
      const placed = await ordered(contact, voucher);

      const rests = await restsOf(customerId);

      expect(rests).toMatchObject([
        {
          customerId,
          restOfOrderId: placed.id,
          amount: { amount: '40' },
          quantity: 1,
          code: expect.any(String),
        },
      ]);
      const used = await ordered(contact, rests[0] ?? voucher);
      expect(used.totals.discounts.taxIncluded).toBe('40.00');
      expect(await restsOf(customerId)).toMatchObject([{ used: 1 }]);
    });

    it('are whole again when the order is cancelled', async () => {
      const voucher = await aVoucher(fifty);
      const { contact, customerId } = await aCustomer();
      const { id } = await ordered(contact, voucher);

      await cancel(id);

      expect(await voucherNow(voucher)).toMatchObject({ used: 0 });
      expect(await restsOf(customerId)).toEqual([]);
    });

    it('give back what the order took where the rest is spent by then', async () => {
      const voucher = await aVoucher(fifty);
      const { contact, customerId } = await aCustomer();
      const { id } = await ordered(contact, voucher);
      const [rest = voucher] = await restsOf(customerId);
      await ordered(contact, rest);

      await cancel(id);

      expect(await voucherNow(voucher)).toMatchObject({ used: 1 });
      expect(await restsOf(customerId)).toMatchObject([
        { used: 1, amount: { amount: '40' } },
        { used: 0, amount: { amount: '60' } },
      ]);
    });

    it('are not given twice when the rest is used while the order is cancelled', async () => {
      const { contact, customerId } = await aCustomer();
      const voucher = await aVoucher(fifty);
      const { id } = await ordered(contact, voucher);
      const [rest = voucher] = await restsOf(customerId);
      const cartId = await aCart(contact);
      await add(contact, cartId, rest);

      const [placed] = await Promise.all([order(contact, cartId), cancel(id)]);

      const { used } = await voucherNow(voucher);
      expect([placed.status, used]).toEqual(placed.status === 201 ? [201, 1] : [409, 0]);
    });
  });
});

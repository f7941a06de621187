import {
  groupsOverview,
  ordersOverview,
  type OrdersOverviewQuestion,
  type QuestionContract,
  segmentsOverview,
  supportOverview,
  vouchersOverview,
} from '@clientele/contracts';
import { anEmployee, type Api, eventually, type TestService } from '@clientele/testing';
import { connect, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import type { CustomerOverviewView } from '../src/overviews/overviews.views';
import { contactOf, employeeOfShop, register, startIdentity } from './identity';

type Part = keyof CustomerOverviewView;

const QUESTIONS: readonly QuestionContract[] = [
  groupsOverview,
  segmentsOverview,
  ordersOverview,
  supportOverview,
  vouchersOverview,
];
const ASKED = ['groups', 'segments', 'orders', 'products', 'carts', 'vouchers', 'threads', 'mails'] as const;

describe('GET /v1/customers/{id}/overview', () => {
  let service: TestService;
  let others: NatsConnection;
  let employee: Api;
  let customerId: string;
  let asked: object[];
  let answering: Subscription[];

  beforeAll(async () => {
    service = await startIdentity();
    others = await connect({ servers: service.nats.url });
    employee = await service.api.as(employeeOfShop());
  });

  beforeEach(async () => {
    asked = [];
    answering = QUESTIONS.map((contract) => answer(contract));
    await others.flush();
    customerId = (await register(service)).body.customer.id;
  });

  afterEach(() => answering.forEach((one) => one.unsubscribe()));

  afterAll(async () => {
    await others.close();
    await service.stop();
  });

  /** Answers as the other service does. */
  function answer(
    { subject, example }: QuestionContract,
    with_: object | null = example.answer,
  ): Subscription {
    return others.subscribe(subject, {
      callback: (_error, message) => {
        asked.push(message.json<object>());
        if (with_) message.respond(JSON.stringify(with_));
      },
    });
  }

  async function answerInstead(contract: QuestionContract, with_?: object | null): Promise<void> {
    answering[QUESTIONS.indexOf(contract)]?.unsubscribe();
    if (with_ !== undefined) answering[QUESTIONS.indexOf(contract)] = answer(contract, with_);
    await others.flush();
  }

  const overview = (caller: Api = employee, id = customerId) =>
    caller.get<CustomerOverviewView>(`/v1/customers/${id}/overview`);

  it('shows all parts, each with the way to its full list', async () => {
    await employee.post(`/v1/customers/${customerId}/notes`, { text: 'Likes oolong', pinned: true });
    const contact = await service.api.as(contactOf(customerId));
    await contact.post('/v1/visits', { page: '/tea' });

    const { status, body } = await eventually(async () => {
      const answered = await overview();
      expect(answered.body.unavailable).toEqual([]);
      return answered;
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      customer: { id: customerId, age: null, newsletter: false, state: 'open' },
      rank: { rank: null, totalSpent: '0', currency: expect.any(String) },
      consents: { items: [], hasMore: false, href: `/v1/customers/${customerId}/consents` },
      contacts: {
        items: [{ firstName: 'Björk', profile: { code: 'administrator' } }],
        href: `/v1/contacts?customerId=${customerId}`,
      },
      addresses: { items: [], href: `/v1/addresses?customerId=${customerId}` },
      documents: { items: [], href: `/v1/documents?customerId=${customerId}` },
      notes: { items: [{ text: 'Likes oolong' }], href: `/v1/customers/${customerId}/notes` },
      visits: { items: [{ landingPage: '/tea' }], href: `/v1/customers/${customerId}/visits` },
      groups: { ...groupsOverview.example.answer, href: `/v1/memberships/${customerId}` },
      segments: { ...segmentsOverview.example.answer, href: `/v1/segments?customerId=${customerId}` },
      orders: { ...ordersOverview.example.answer.orders, href: `/v1/orders?customerId=${customerId}` },
      products: {
        ...ordersOverview.example.answer.products,
        href: `/v1/orders/products?customerId=${customerId}`,
      },
      carts: { ...ordersOverview.example.answer.carts, href: `/v1/carts?customerId=${customerId}` },
      vouchers: { ...vouchersOverview.example.answer, href: `/v1/vouchers?usableBy=${customerId}` },
      threads: { ...supportOverview.example.answer.threads, href: `/v1/threads?customerId=${customerId}` },
      mails: { ...supportOverview.example.answer.mails, href: `/v1/mails?customerId=${customerId}` },
      withheld: [],
    });
    for (const { href } of [
      body.consents,
      body.contacts,
      body.addresses,
      body.documents,
      body.notes,
      body.visits,
    ])
      expect(await employee.get(href)).toMatchObject({ status: 200 });
  });

  it('shows five of each list and says that there are more', async () => {
    for (let i = 1; i <= 6; i++)
      await employee.post(`/v1/customers/${customerId}/notes`, { text: `Note ${i}`, pinned: i === 1 });

    const { notes } = (await overview()).body;

    expect(notes.items.map(({ text }) => text)).toEqual([1, 6, 5, 4, 3].map((i) => `Note ${i}`));
    expect(notes.hasMore).toBe(true);
  });

  it.each<[string, QuestionContract, object | null | undefined, Part[]]>([
    ['is away', supportOverview, undefined, ['threads', 'mails']],
    ['takes too long', ordersOverview, null, ['orders', 'products', 'carts']],
    ['answers something else', groupsOverview, { items: 'none' }, ['groups']],
    ['does not know a question yet', segmentsOverview, undefined, ['segments']],
    ['leaves a part out', ordersOverview, { orders: { items: [], hasMore: false } }, ['products', 'carts']],
  ])('serves the rest, in time, when a service %s', async (_, contract, with_, missing) => {
    await answerInstead(contract, with_);
    const startedAt = Date.now();

    const { status, body } = await overview();

    expect(Date.now() - startedAt).toBeLessThan(1_500);
    expect([status, body.unavailable, body.withheld]).toEqual([200, missing, []]);
    expect(ASKED.filter((part) => !(part in body))).toEqual(missing);
  });

  it('serves its own parts while NATS is away', async () => {
    await service.nats.kill();

    const { status, body } = await overview();

    expect([status, body.unavailable, body.customer.id]).toEqual([200, ASKED, customerId]);
    await service.nats.start();
    await eventually(async () => expect((await overview()).body.unavailable).toEqual([]));
  });

  it('withholds what takes another permission, and does not ask for it', async () => {
    const caller = await service.api.as(employeeOfShop('customers:read', 'orders:read'));

    const { status, body } = await overview(caller);

    expect([status, body.withheld, body.unavailable]).toEqual([
      200,
      ['groups', 'segments', 'payments', 'carts', 'vouchers', 'threads', 'mails'],
      [],
    ]);
    expect(ASKED.filter((part) => part in body)).toEqual(['orders', 'products'] satisfies Part[]);
    expect(asked).toEqual([
      expect.objectContaining<Partial<OrdersOverviewQuestion>>({
        ...{ customerId, parts: ['orders', 'products'], payments: false },
      }),
    ]);
  });

  it('is not found for another shop, for nobody, and not for contacts', async () => {
    const stranger = await service.api.as(anEmployee({ shopId: uuidv7() }));
    const contact = await service.api.as(contactOf(customerId));

    expect(await overview(stranger)).toMatchObject({ status: 404, body: { code: 'customer-not-found' } });
    expect(await overview(employee, uuidv7())).toMatchObject({ status: 404 });
    expect(await overview(employee, '7')).toMatchObject({ status: 422 });
    expect(await overview(contact)).toMatchObject({ status: 403 });
  });

  it('shows a closed customer as closed, an erased one without its name', async () => {
    await employee.post(`/v1/customers/${customerId}/erase`);

    const { status, body } = await overview();

    expect([status, body.customer.state, body.rank.rank]).toEqual([200, 'erased', null]);
    expect(JSON.stringify(body.customer)).not.toContain('Björk');
  });

  it('leads on to the customer that another was merged into', async () => {
    const from = customerId;
    customerId = (await register(service)).body.customer.id;
    const once = employee.with({ 'idempotency-key': uuidv7() });
    await once.post('/v1/customer-merges', { fromId: from, intoId: customerId });

    const { status, headers } = await overview(employee, from);

    expect([status, headers['location']]).toEqual([308, `/v1/customers/${customerId}/overview`]);
  });

  it('is recorded as a read of the customer', async () => {
    const caller = employeeOfShop('customers:read', 'audit:read');
    const api = await service.api.as(caller);

    await overview(api);

    await eventually(async () =>
      expect((await employee.get(`/v1/audit?actorId=${caller.id}`)).body).toMatchObject({
        items: [{ kind: 'read', operation: 'overviews.get', customerId }],
      }),
    );
  });
});

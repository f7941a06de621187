import {
  type OrderFacts,
  paidOrders,
  type PaidOrdersAnswer,
  type PaidOrdersQuestion,
} from '@clientele/contracts';
import { aTeamMember, eventually, TEST_SHOP } from '@clientele/testing';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import type { AssignmentReplayView } from '../src/assignment-replays/assignment-replays.views';
import { aPayment, aRefund } from './facts';
import { MemberShop } from './member-shop';

const DAY = 86_400_000;

describe('replaying payments', () => {
  let shop: MemberShop;
  let orders: NatsConnection;
  let asked: PaidOrdersQuestion[];
  let paid: { readonly paidAt: string; readonly order: OrderFacts }[];
  let vip: string;

  beforeAll(async () => {
    shop = await MemberShop.open();
    vip = await shop.group('VIP');
    orders = await connect({ servers: shop.service.nats.url });
    // One on each page.
    orders.subscribe(paidOrders.subject, {
      callback: (_error, message) => {
        const question = message.json<PaidOrdersQuestion>();
        asked.push(question);
        const at = paid.findIndex(({ order }) => order.orderId === question.after?.orderId) + 1;
        const answer: PaidOrdersAnswer = { items: paid.slice(at, at + 1), hasMore: at + 1 < paid.length };
        message.respond(JSON.stringify(answer));
      },
    });
    await orders.flush();
  });

  beforeEach(() => {
    [asked, paid] = [[], []];
  });

  afterAll(async () => {
    await orders.close();
    await shop.close();
  });

  const ago = (days: number) => new Date(shop.service.clock.now().getTime() - days * DAY);
  const range = () => ({ from: ago(90).toISOString(), until: ago(0).toISOString() });
  /** An order that was paid for while nobody listened. */
  const missed = (...payment: Parameters<typeof aPayment>) => {
    const event = aPayment(...payment);
    paid.push({ paidAt: event.occurredAt, order: event.data });
    return event;
  };
  const replay = async (body: object): Promise<AssignmentReplayView> => {
    const { body: created } = await shop.employee.post<AssignmentReplayView>('/v1/auto-assignments/replays', {
      ...{ ...range(), ...body },
    });
    return eventually(async () => {
      const path = `/v1/auto-assignments/replays/${created.id}`;
      const job = await shop.employee.get<AssignmentReplayView>(path);
      if (job.body.finishedAt === null) throw new Error(`It is ${job.body.state}.`);
      return job.body;
    });
  };
  const report = async ({ resultUrl }: AssignmentReplayView): Promise<string[]> => {
    const { body } = await shop.employee.download(resultUrl);
    return body.toString().split('\r\n').slice(1, -1);
  };

  it('tells who would get what, and then gives it, once', async () => {
    const [first, second] = [await shop.customer(), await shop.customer()];
    const product = uuidv7();
    const ruleId = await shop.rule(product, [vip], { validity: { duration: 'P30D' }, defaultGroupId: vip });
    const recent = missed(first, [product], { paidAt: ago(10) });
    const old = missed(second, [product], { paidAt: ago(60) });
    missed(second, [uuidv7()]);

    const dry = await replay({});
    const between = await shop.groupsOf(first);
    const told = await replay({ dryRun: false });
    await shop.tell(recent);
    await shop.service.events.handledBy('groups-auto-assignment', recent.type);
    const again = await replay({ dryRun: false });

    const expiresAt = new Date(Date.parse(recent.occurredAt) + 30 * DAY);
    const line = ({ data, occurredAt }: typeof recent, customerId: string) =>
      [data.orderId, data.lines[0]?.lineId, product, occurredAt, customerId, ruleId, vip].join();
    const ended = expect.stringMatching(new RegExp(`^${line(recent, first)},given,`));
    expect(await report(dry)).toEqual([ended, `${line(old, second)},over,`]);
    expect(await report(told)).toEqual(await report(dry));
    expect(dry).toMatchObject({ state: 'done', progress: 1, counts: { orders: 3, given: 1, over: 1 } });
    expect(between).not.toContain(vip);
    expect(again.counts).toEqual({ orders: 3, given: 0, over: 0 });
    expect((await shop.groupsOf(first))[0]).toBe(vip);
    const { source, expiresAt: end } = (await shop.membership(first, vip)) ?? {};
    expect([source, end?.slice(0, 10)]).toEqual(['automatic-rule', expiresAt.toISOString().slice(0, 10)]);
    expect(await shop.membership(second, vip)).toBeUndefined();
    expect(asked[0]).toMatchObject({ shopId: TEST_SHOP, from: dry.options.from, until: dry.options.until });
  });

  it('tells what an earlier page would extend as it would become', async () => {
    const customer = await shop.customer();
    const product = uuidv7();
    await shop.rule(product, [vip], { validity: { duration: 'P30D' } });
    for (const days of [20, 10, 5]) missed(customer, [product], { paidAt: ago(days) });

    const dry = await report(await replay({}));
    const earnest = await report(await replay({ dryRun: false }));

    expect(dry).toHaveLength(3);
    expect(dry).toEqual(earnest);
  });

  it('leaves out rules that are off, free orders and what went back', async () => {
    const customer = await shop.customer();
    const [off, on] = [uuidv7(), uuidv7()];
    await shop.rule(off, [vip], { enabled: false });
    await shop.rule(on, [vip]);
    missed(customer, [off]);
    missed(customer, [on], { total: '0.00' });
    await shop.reverses(aRefund(missed(customer, [on])));

    const { counts } = await replay({ dryRun: false });

    expect(counts).toEqual({ orders: 3, given: 0, over: 0 });
    expect(await shop.groupsOf(customer)).not.toContain(vip);
  });

  it('is for those who see all customers, and of a time that is one', async () => {
    const member = await shop.service.api.as(aTeamMember());
    const send = (body: object) => shop.employee.post('/v1/auto-assignments/replays', body);

    expect((await member.post('/v1/auto-assignments/replays', range())).status).toBe(403);
    const { from, until } = range();
    expect(await send({ from: until, until: from })).toMatchObject({
      ...{ status: 422, body: { errors: [{ pointer: '/until' }] } },
    });
    expect((await shop.employee.get(`/v1/auto-assignments/replays/${uuidv7()}`)).status).toBe(404);
  });
});

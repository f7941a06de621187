import { EventLog, eventually, type ServiceName } from '@clientele/testing';
import { groupChanged, threadOpened } from '@clientele/contracts';
import { RunningSuite } from '../setup/running-suite';

jest.setTimeout(120_000);

/** What was committed reaches the others, though the process died before it could publish it. */
describe('a service killed between commit and publish', () => {
  let running: RunningSuite;

  beforeAll(async () => {
    running = await RunningSuite.start();
    await running.shop.product('tea');
  });

  afterAll(() => running.stop());

  // While NATS is away nothing can be published, so the kill comes after the commit and before the publishing.
  async function killedAfter<T>(service: ServiceName, commit: () => Promise<T>): Promise<T> {
    const { suite } = running;
    await suite.nats?.kill();
    const result = await commit();
    await suite.service(service).kill();
    await suite.nats?.start();
    await suite.service(service).start();
    return result;
  }

  it('identity: the customer it registered joins the group Customer', async () => {
    const shopper = await killedAfter('identity', () => running.shop.register());

    await eventually(async () => {
      expect((await shopper.memberships()).items).toHaveLength(1);
    }, 30_000);
  });

  it('groups: the discount it changed changes prices', async () => {
    const shopper = await running.shop.register();
    const { defaultGroupId } = await eventually(() => shopper.memberships());

    await killedAfter('groups', () =>
      running.shop.admin.patch(`/v1/groups/${defaultGroupId}`, { discountPercent: '7' }),
    );

    await eventually(async () => {
      expect((await shopper.price('tea')).discount).toMatchObject({ percent: '7', groupId: defaultGroupId });
    }, 30_000);
    const events = await EventLog.open(running.suite.natsUrl);
    expect(
      (await events.all(groupChanged, defaultGroupId)).filter(({ data }) => data.discountPercent === '7'),
    ).toHaveLength(1);
    await events.close();
  });

  it('orders: the payment it accepted puts the customer into the group', async () => {
    const { shop } = running;
    await shop.product('club', { price: '10' });
    const groupId = await shop.group({ name: { en: 'Club' }, discountPercent: '5' });
    await shop.assignment({ productId: 'club', groupIds: [groupId], enabled: true });
    const shopper = await shop.register();
    await eventually(() => shopper.memberships());

    await killedAfter('orders', () => shopper.buy({ productId: 'club', quantity: 1 }));

    await eventually(async () => {
      expect((await shopper.memberships()).items.map((item) => item.groupId)).toContain(groupId);
    }, 30_000);
  });

  it('support: the thread it opened is announced', async () => {
    const { items } = await running.shop.admin.get<{ items: { id: string }[] }>('/v1/inboxes');

    const { threadId } = await killedAfter('support', () =>
      running.shop.visitor.post<{ threadId: string }>('/v1/contact-form', {
        inboxId: items[0]?.id,
        email: 'curious@example.com',
        message: 'Still there?',
      }),
    );

    const events = await EventLog.open(running.suite.natsUrl);
    await events.next(threadOpened, threadId);
    expect(await events.all(threadOpened, threadId)).toHaveLength(1);
    await events.close();
  });
});

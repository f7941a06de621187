import { customerRegistered, groupChanged, membershipsChanged, paymentAccepted } from '@clientele/contracts';
import { EventLog, eventually, type Shopper } from '@clientele/testing';
import { RunningSuite } from '../setup/running-suite';

jest.setTimeout(120_000);

/** JetStream delivers at least once and in no promised order; nobody notices. */
describe('events delivered three times and out of order', () => {
  let running: RunningSuite;
  let events: EventLog;

  beforeAll(async () => {
    running = await RunningSuite.start();
    events = await EventLog.open(running.suite.natsUrl);
  });

  afterAll(async () => {
    await events.close();
    await running.stop();
  });

  const stateOf = async (shopper: Shopper) => ({
    memberships: await shopper.memberships(),
    price: await shopper.price('tea'),
    customer: await running.shop.admin.get(`/v1/customers/${shopper.who.customerId}`),
  });

  async function allHandled(): Promise<void> {
    await events.handledBy('groups-registration', customerRegistered.type);
    await events.handledBy('groups-auto-assignment', paymentAccepted.type);
    await events.handledBy('orders-groups', groupChanged.type);
    await events.handledBy('orders-memberships', membershipsChanged.type);
    await events.handledBy('identity-memberships', membershipsChanged.type);
  }

  it('change nothing', async () => {
    const { shop } = running;
    await shop.product('tea');
    await shop.product('club', { price: '10' });
    const groupId = await shop.group({ name: { en: 'Club' }, discountPercent: '5' });
    await shop.assignment({
      productId: 'club',
      groupIds: [groupId],
      defaultGroupId: groupId,
      validity: { duration: 'P1D' },
      enabled: true,
    });
    await shop.admin.patch(`/v1/groups/${groupId}`, { discountPercent: '6' });
    const shopper = await shop.register();
    await shopper.buy({ productId: 'club', quantity: 1 });
    await eventually(async () => expect((await shopper.price('club')).discount.groupId).toBe(groupId));
    await shopper.buy({ productId: 'club', quantity: 1 });
    await eventually(async () => {
      expect(await events.all(membershipsChanged, shopper.who.customerId)).toHaveLength(3);
      expect(await shopper.memberships()).toMatchObject({ version: 3 });
    });
    await allHandled();
    const settled = await stateOf(shopper);
    expect(settled.price.discount).toMatchObject({ percent: '6', groupId });
    expect(JSON.stringify(settled.customer)).toContain(groupId);

    for (const contract of [customerRegistered, paymentAccepted, membershipsChanged, groupChanged]) {
      const all = await events.all<object>(contract);
      for (const event of all.toReversed()) await events.publish(event, 3);
    }
    await allHandled();

    expect(await stateOf(shopper)).toEqual(settled);
  });
});

import { membershipsChanged } from '@clientele/contracts';
import { EventLog, eventually } from '@clientele/testing';
import { RunningSuite } from '../setup/running-suite';

jest.setTimeout(120_000);

describe('two replicas of groups', () => {
  let running: RunningSuite;

  beforeAll(async () => {
    // Both fire every second, at the same instant.
    running = await RunningSuite.start({ replicas: { groups: 2 } });
  });

  afterAll(() => running.stop());

  it('end each membership once', async () => {
    const { shop } = running;
    await shop.product('club', { price: '10' });
    const groupId = await shop.group({ name: { en: 'Club' }, discountPercent: '5' });
    await shop.assignment({
      productId: 'club',
      groupIds: [groupId],
      defaultGroupId: groupId,
      validity: { duration: 'PT3S' },
      enabled: true,
    });
    const shoppers = await Promise.all(Array.from({ length: 30 }, () => shop.register()));
    await Promise.all(shoppers.map((shopper) => shopper.buy({ productId: 'club', quantity: 1 })));

    const events = await EventLog.open(running.suite.natsUrl);
    for (const shopper of shoppers) {
      const changes = await eventually(async () => {
        const all = await events.all(membershipsChanged, shopper.who.customerId);
        expect(all).toHaveLength(3);
        return all;
      }, 30_000);

      expect(changes.map(({ data }) => data.items.map((item) => item.groupId).includes(groupId))).toEqual([
        false,
        true,
        false,
      ]);
      expect(changes.map(({ aggregate }) => aggregate.version)).toEqual([1, 2, 3]);
      expect((await shopper.memberships()).defaultGroupId).not.toBe(groupId);
    }
    await events.close();
  });
});

import { systemActor } from '@clientele/contracts';
import { TEST_SHOP } from '@clientele/testing';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { Members } from '../../src/memberships/members.service';
import { MemberShop } from '../member-shop';
import { GROUPS, histories, type History } from './history';
import { play } from './play';
import { ServiceSubject } from './service-subject';

const CLUB = {
  ...{
    productId: 'club',
    categoryId: null,
    minimumTotal: null,
    currency: null,
    length: { months: 1 },
    until: null,
  },
  ...{ groups: [1], priority: 0, takeBack: false, enabled: true, number: 0, defaultGroup: 1 },
  onRepurchase: 'extend' as const,
};

/** The default by hand was over, and so was the one that would have followed it, before the job came by. */
const BOTH_DEFAULTS_OVER: History = {
  zone: 'Europe/Paris',
  begins: new Date('2027-09-01T00:00:00.000Z'),
  atOnce: false,
  rules: [CLUB],
  steps: [
    { kind: 'pay', products: [0], total: '10.00' },
    { kind: 'join', group: 0, isDefault: true, days: 1 },
    { kind: 'deliver', which: 0, times: 1 },
    { kind: 'pass', minutes: 43_200 },
  ],
};

describe('memberships, default groups and ends in the database', () => {
  let shop: MemberShop;

  beforeAll(async () => {
    shop = await MemberShop.open();
  });

  afterAll(() => shop.close());

  const aCustomer = async (): Promise<string> => {
    const customerId = uuidv7();
    const members = shop.service.app.get(Members);
    await shop.service.db.transaction(async (tx) => {
      const member = await members.lockOrOpen(tx, TEST_SHOP, customerId);
      await members.save(tx, [{ before: member, after: member }], systemActor('test'));
    });
    return customerId;
  };

  it('are what the specification says, whatever happens in whatever order', async () => {
    const names = Array.from({ length: GROUPS }, (_, group) => `${group}`);
    // Of two chosen at the same instant the one with the lesser id counts.
    const groupIds = (await Promise.all(names.map((name) => shop.group(name)))).toSorted();
    const inParis = histories.map((history) => ({ ...history, zone: 'Europe/Paris' }));
    const clock = jest.spyOn(shop.service.clock, 'now');
    const setNow = (now: Date) => void clock.mockReturnValue(now);

    const property = fc.asyncProperty(inParis, async (history) => {
      setNow(history.begins);
      await play(history, new ServiceSubject(shop, groupIds, await aCustomer(), setNow));
    });

    await expect(
      fc.assert(property, { numRuns: 40, examples: [[BOTH_DEFAULTS_OVER]] }),
    ).resolves.toBeUndefined();
  });
});

import { systemActor } from '@clientele/contracts';
import { TEST_SHOP } from '@clientele/testing';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { Members } from '../../src/memberships/members.service';
import { MemberShop } from '../member-shop';
import { GROUPS, histories } from './history';
import { play } from './play';
import { ServiceSubject } from './service-subject';

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
    const groupIds = await Promise.all(names.map((name) => shop.group(name)));
    const inParis = histories.map((history) => ({ ...history, zone: 'Europe/Paris' }));
    const clock = jest.spyOn(shop.service.clock, 'now');
    const setNow = (now: Date) => void clock.mockReturnValue(now);

    const property = fc.asyncProperty(inParis, async (history) => {
      setNow(history.begins);
      await play(history, new ServiceSubject(shop, groupIds, await aCustomer(), setNow));
    });

    await expect(fc.assert(property, { numRuns: 40 })).resolves.toBeUndefined();
  });
});

import {
  type CustomerMerged,
  customerMerged,
  customerMergeUndone,
  DEFAULT_SHOP_ID,
  type EventContract,
  systemActor,
} from '@clientele/contracts';
import { v7 as uuidv7 } from 'uuid';
import { contact, TestSupport } from './support';

describe('merged customers', () => {
  let support: TestSupport;

  beforeAll(async () => {
    support = await TestSupport.start();
  });

  afterAll(() => support.stop());

  const tell = async (contract: EventContract<CustomerMerged>, merge: CustomerMerged, times = 1) => {
    const event = contract.create(
      {
        ...{ aggregate: { id: merge.mergeId, version: 1 }, shopId: DEFAULT_SHOP_ID },
        ...{ actor: systemActor('test'), occurredAt: support.service.clock.now() },
      },
      merge,
    );
    await support.service.events.publish(event, times);
    await support.service.events.handledBy('support-merges', contract.type);
  };

  it('leave their threads to the survivor, and get back those that were theirs', async () => {
    const [from, into] = [contact(), contact()];
    const [theirs, others] = [await support.service.api.as(from), await support.service.api.as(into)];
    const [moved, own] = [await support.thread(theirs), await support.thread(others)];
    const merge = { mergeId: uuidv7(), fromId: from.customerId ?? '', intoId: into.customerId ?? '' };
    const read = async () => {
      const list = await others.get<{ items: { id: string }[] }>('/v1/threads?sort=createdAt');
      return list.body.items.map(({ id }) => id);
    };

    await tell(customerMerged, merge, 2);
    // With a token from before.
    const late = await support.thread(theirs);
    const merged = await read();
    await tell(customerMergeUndone, merge, 2);

    expect(merged).toEqual([moved, own, late]);
    expect(await read()).toEqual([own]);
    expect(await theirs.get(`/v1/threads/${late}`)).toMatchObject({ status: 200 });
  });
});

import {
  contactEmailVerified,
  type CustomerMerged,
  customerMerged,
  customerMergeUndone,
  DEFAULT_SHOP_ID,
  type EventContract,
  identityMailRequested,
  supportHoldings,
  supportMergeFollowed,
  systemActor,
} from '@clientele/contracts';
import { Ask } from '@clientele/messaging';
import { v7 as uuidv7 } from 'uuid';
import { contact, employee, TestSupport } from './support';

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

  it('leave the mails about them to the survivor, and get back those that were theirs', async () => {
    const staff = await support.service.api.as(employee());
    const merge = { mergeId: uuidv7(), fromId: uuidv7(), intoId: uuidv7() };
    const mail = async () => {
      const event = identityMailRequested.create(
        {
          ...{ aggregate: { id: uuidv7(), version: 1 }, shopId: DEFAULT_SHOP_ID },
          ...{ actor: systemActor('test'), occurredAt: support.service.clock.now() },
        },
        {
          ...{
            mailId: uuidv7(),
            template: 'password-changed',
            to: 'ada@example.com',
            customerId: merge.fromId,
          },
          variables: { name: 'Ada', shop: 'Tea & Sons' },
        },
      );
      await support.service.events.publish(event);
      await support.service.events.handledBy('support-account-mails', event.type);
      return event.data.mailId;
    };
    const read = async (customerId: string) => {
      const path = `/v1/mails?customerId=${customerId}&sort=createdAt`;
      return (await staff.get<{ items: { id: string }[] }>(path)).body.items.map(({ id }) => id);
    };

    const early = await mail();
    await tell(customerMerged, merge);
    const late = await mail();
    const merged = await read(merge.intoId);
    await tell(customerMergeUndone, merge);

    expect(merged).toEqual([early, late]);
    expect([await read(merge.fromId), await read(merge.intoId)]).toEqual([[early, late], []]);
  });

  it('leave their threads to the survivor, and get back those that were theirs', async () => {
    const [from, into] = [contact(), contact()];
    const [theirs, others] = [await support.service.api.as(from), await support.service.api.as(into)];
    const [moved, own] = [await support.thread(theirs), await support.thread(others)];
    const merge = { mergeId: uuidv7(), fromId: from.customerId ?? '', intoId: into.customerId ?? '' };
    const read = async () => {
      const list = await others.get<{ items: { id: string }[] }>('/v1/threads?sort=createdAt');
      return list.body.items.map(({ id }) => id);
    };

    const question = { customerId: merge.fromId };
    const { counts } = await support.service.app.get(Ask).ask(supportHoldings, question, 5_000);
    await tell(customerMerged, merge, 2);
    const followed = await support.service.events.next(supportMergeFollowed, merge.mergeId);
    // With a token from before.
    const late = await support.thread(theirs);
    const merged = await read();
    await tell(customerMergeUndone, merge, 2);

    expect(counts).toEqual({ threads: 1 });
    expect(followed).toMatchObject({ data: { undone: false, moved: { threads: 1 } } });
    expect(merged).toEqual([moved, own, late]);
    expect(await read()).toEqual([own]);
    expect(await theirs.get(`/v1/threads/${late}`)).toMatchObject({ status: 200 });
  });

  it('get what was written from an address once it is proved, and nobody else gets anything', async () => {
    const [owner, stranger] = [contact(), contact()];
    const written = await support.thread(undefined, { email: 'Guest@example.com' });
    const others = await support.thread(undefined, { email: 'other@example.com' });
    const listed = async (who: typeof owner) => {
      const api = await support.service.api.as(who);
      return (await api.get<{ items: { id: string }[] }>('/v1/threads')).body.items.map(({ id }) => id);
    };
    const before = await listed(owner);
    const proved = contactEmailVerified.create(
      {
        ...{ aggregate: { id: uuidv7(), version: 1 }, shopId: DEFAULT_SHOP_ID },
        ...{ actor: systemActor('test'), occurredAt: support.service.clock.now() },
      },
      { contactId: owner.id, email: 'guest@example.com', customerId: owner.customerId ?? '' },
    );

    await support.service.events.publish(proved, 2);
    await support.service.events.handledBy('support-threads-by-address', proved.type);

    expect([before, await listed(owner), await listed(stranger)]).toEqual([[], [written], []]);
    expect(others).not.toBe(written);
  });
});

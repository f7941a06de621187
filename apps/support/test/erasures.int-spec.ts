import { customerClosed, DEFAULT_SHOP_ID, identityMailRequested, systemActor } from '@clientele/contracts';
import { eventually } from '@clientele/testing';
import { In } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Mail } from '../src/mails/mail.entity';
import { contact, employee, TestSupport } from './support';

describe('an erased customer', () => {
  let support: TestSupport;

  beforeAll(async () => {
    support = await TestSupport.start();
  });

  afterAll(() => support.stop());

  const close = async (
    customerId: string,
    state: 'released' | 'erased',
    times = 1,
    contactIds?: string[],
  ) => {
    const event = customerClosed.create(
      {
        ...{ aggregate: { id: customerId, version: 2 }, shopId: DEFAULT_SHOP_ID },
        ...{ actor: systemActor('test'), occurredAt: support.service.clock.now() },
      },
      { customerId, state, contactIds },
    );
    await support.service.events.publish(event, times);
    await support.service.events.handledBy('support-erasures', customerClosed.type);
  };

  it('leaves threads that say nothing any more; others stay as they are', async () => {
    const [erased, other] = [contact(), contact()];
    const staff = await support.service.api.as(employee());
    const begin = async (writer: typeof erased) =>
      support.thread(await support.service.api.as(writer), {
        email: 'secret@example.com',
        subject: 'Secret',
      });
    const [gone, kept] = [await begin(erased), await begin(other)];

    await close(erased.customerId ?? '', 'erased', 2);
    await close(other.customerId ?? '', 'released');

    const read = async (id: string) => JSON.stringify((await staff.get(`/v1/threads/${id}`)).body);
    expect(await read(gone)).not.toMatch(/secret|Where is it/i);
    expect(await read(kept)).toMatch(/secret@example.com/);
    expect(
      await support.service.db.manager.countBy(Mail, [
        { threadId: gone },
        { customerId: erased.customerId ?? '' },
      ]),
    ).toBe(0);
  });

  it('leaves no mail about the account of its contact, whenever it comes', async () => {
    const contactId = uuidv7();
    const request = (mailId: string, of: string) =>
      support.service.events.publish(
        identityMailRequested.create(
          {
            ...{ aggregate: { id: mailId, version: 1 }, shopId: DEFAULT_SHOP_ID },
            ...{ actor: systemActor('test'), occurredAt: support.service.clock.now() },
          },
          { ...identityMailRequested.example, mailId, contactId: of, linkId: undefined },
        ),
      );
    const [early, late, other] = [uuidv7(), uuidv7(), uuidv7()];
    await request(early, contactId);
    await request(other, uuidv7());
    await eventually(async () =>
      expect(await support.service.db.manager.countBy(Mail, { id: In([early, other]), state: 'sent' })).toBe(
        2,
      ),
    );

    await close(uuidv7(), 'erased', 1, [contactId]);
    await request(late, contactId);
    await support.service.events.handledBy('support-account-mails', identityMailRequested.type);

    const kept = await support.service.db.manager.findBy(Mail, { id: In([early, late, other]) });
    expect(kept.map(({ id }) => id)).toEqual([other]);
  });
});

import {
  DEFAULT_SHOP_ID,
  identityMailRequested,
  supportOverview,
  type SupportOverviewPart,
  systemActor,
} from '@clientele/contracts';
import { Ask } from '@clientele/messaging';
import { type Api, eventually } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { contact, employee, TestSupport } from './support';

describe('the question for an overview of a customer', () => {
  let support: TestSupport;
  let staff: Api;
  let writer: Api;
  let customerId: string;

  beforeAll(async () => {
    support = await TestSupport.start();
    staff = await support.service.api.as(employee());
  });

  beforeEach(async () => {
    const who = contact();
    customerId = who.customerId ?? '';
    writer = await support.service.api.as(who);
  });

  afterAll(() => support.stop());

  const ask = (parts: SupportOverviewPart[] = ['threads', 'mails'], shopId = DEFAULT_SHOP_ID) =>
    eventually(() => support.service.app.get(Ask).ask(supportOverview, { shopId, customerId, parts }, 2_000));

  const answer = (threadId: string, text: string) =>
    staff.with({ 'idempotency-key': uuidv7() }).post(`/v1/threads/${threadId}/messages`, { text });

  const accountMail = async (template = 'password-reset'): Promise<string> => {
    const mailId = uuidv7();
    const circumstances = {
      ...{ aggregate: { id: mailId, version: 1 }, shopId: DEFAULT_SHOP_ID },
      ...{ actor: systemActor('test'), occurredAt: new Date() },
    };
    await support.service.events.publish(
      identityMailRequested.create(circumstances, {
        ...{ mailId, template, to: 'ada@example.com', customerId },
        variables: { name: 'Ada', shop: 'Tea & Sons', hours: '1', url: 'https://tea.example' },
      }),
    );
    await support.service.events.handledBy('support-account-mails', identityMailRequested.type);
    return mailId;
  };

  it('is answered with the threads of the customer and the last message of each', async () => {
    const first = await support.thread(writer, { subject: 'Where is it?' });
    const second = await support.thread(writer, { message: 'x'.repeat(500) });
    await answer(first, 'On its way');

    const { threads } = await ask();

    expect(threads).toMatchObject({
      items: [
        {
          ...{ id: first, subject: 'Where is it?', messages: 2 },
          lastMessage: { from: 'employee', excerpt: 'On its way' },
        },
        {
          ...{ id: second, status: 'open', unread: true, assigneeId: null, messages: 1 },
          lastMessage: { from: 'customer', excerpt: 'x'.repeat(200) },
        },
      ],
      hasMore: false,
    });
  });

  it('is answered with the mails about the customer, those of its threads and those about accounts', async () => {
    const threadId = await support.thread(writer);
    await answer(threadId, 'On its way');
    const mailId = await accountMail();

    const { mails } = await ask();

    const expected = [
      { id: mailId, kind: 'account', to: 'ada@example.com' },
      { kind: 'reply', to: 'anna@example.com', subject: expect.stringMatching(/^Re:/) },
    ];
    expect(mails).toMatchObject({ items: expected, hasMore: false });
    expect((await staff.get(`/v1/mails?customerId=${customerId}`)).body).toMatchObject({ items: expected });
    expect((await staff.get(`/v1/mails?customerId=${uuidv7()}`)).body).toMatchObject({ items: [] });
  });

  it('finds the mails of a thread that went to another customer', async () => {
    const threadId = await support.thread(writer);
    await answer(threadId, 'On its way');
    customerId = uuidv7();

    await support.service.db.manager.query('UPDATE threads SET customer_id = $2 WHERE id = $1', [
      threadId,
      customerId,
    ]);

    expect(await ask()).toMatchObject({
      threads: { items: [{ id: threadId }] },
      mails: { items: [{ kind: 'reply' }] },
    });
  });

  it('is answered with what was asked for, of the shop it was asked for', async () => {
    await support.thread(writer);

    const [some, strange] = [await ask(['threads']), await ask(['threads', 'mails'], uuidv7())];

    const nothing = { items: [], hasMore: false };
    expect([some.threads?.items.length, some.mails]).toEqual([1, undefined]);
    expect(strange).toEqual({ threads: nothing, mails: nothing });
  });
});

import { AuditBuffer } from '@clientele/audit';
import { auditEntriesRecorded, DEFAULT_SHOP_ID, shopChanged, systemActor } from '@clientele/contracts';
import { type Api, aVisitor, eventually } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { Inbox } from '../src/inboxes/inbox.entity';
import { Thread } from '../src/threads/thread.entity';
import { CUSTOMER_SERVICE, TestSupport } from './support';

interface Listed {
  readonly items: readonly { readonly id: string }[];
}

describe('Shop-Id', () => {
  let support: TestSupport;
  /** Has customers of its own, and one that shares them. */
  const main = uuidv7();
  const sharing = uuidv7();

  beforeAll(async () => {
    support = await TestSupport.start();
    await tell(main, null);
    await tell(sharing, main);
  });

  afterAll(() => support.stop());

  const tell = async (id: string, mainShopId: string | null): Promise<void> => {
    const about = {
      ...{ aggregate: { id, version: 1 }, shopId: id },
      ...{ actor: systemActor('test'), occurredAt: new Date() },
    };
    await support.service.events.publish(shopChanged.create(about, { ...shopChanged.example, mainShopId }));
    await support.service.events.handledBy('support-shops', shopChanged.type);
  };
  const at = (shopId: string, api = support.service.api): Api => api.with({ 'shop-id': shopId });
  const offered = async (api: Api) =>
    (await api.get<Listed>('/v1/inboxes')).body.items.map(({ id }) => id).toSorted();
  const inboxesOf = async (shopId: string) =>
    (await support.service.db.manager.findBy(Inbox, { shopId })).map(({ id }) => id).toSorted();
  const write = (api: Api, inboxId: string | undefined) =>
    api.post<{ threadId: string }>('/v1/contact-form', {
      ...{ inboxId, email: 'shop-id@example.com', message: 'Where is it?' },
    });

  it('says whose inboxes are offered to who has no token; those of a token are its own shop’s', async () => {
    const own = await support.service.api.as({ ...aVisitor(), shopId: main, atShopId: sharing });

    expect(await offered(support.service.api)).toEqual(await inboxesOf(DEFAULT_SHOP_ID));
    expect(await offered(at(main))).toEqual(await inboxesOf(main));
    expect(await offered(at(sharing))).toEqual(await inboxesOf(main));
    expect(await offered(at(DEFAULT_SHOP_ID, own))).toEqual(await inboxesOf(main));
  });

  it('says whom somebody without a token writes to', async () => {
    const [inbox] = await inboxesOf(main);

    const written = await write(at(sharing), inbox);
    await support.service.app.get(AuditBuffer).flush();

    const thread = await support.service.db.manager.findOneByOrFail(Thread, { id: written.body.threadId });
    expect([written.status, thread.shopId]).toEqual([201, main]);
    await eventually(async () => {
      const recorded = (await support.service.events.all(auditEntriesRecorded)).flatMap(
        ({ data }) => data.entries,
      );
      expect(recorded.filter(({ operation }) => operation === 'contactForm.submit')).toMatchObject([
        { shopId: main, actorId: 'anonymous' },
      ]);
    });
    expect(await write(support.service.api, inbox)).toMatchObject({ status: 422 });
    expect(await write(at(main), CUSTOMER_SERVICE)).toMatchObject({
      status: 422,
      body: { code: 'inbox-not-offered' },
    });
  });

  it('is refused where it is no id, and where nobody told of such a shop', async () => {
    expect(await at('tea').get('/v1/inboxes')).toMatchObject({
      status: 400,
      body: { code: 'shop-id-not-valid' },
    });
    expect(await write(at(uuidv7()), CUSTOMER_SERVICE)).toMatchObject({
      status: 422,
      body: { code: 'shop-unknown' },
    });
  });
});

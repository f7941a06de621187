import { DEFAULT_SHOP_ID, shopChanged, systemActor } from '@clientele/contracts';
import { eventually } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { DeliveredInboxes } from '../src/inboxes/delivered-inboxes.service';
import { Inbox } from '../src/inboxes/inbox.entity';
import { ShopsService } from '../src/shops/shops.service';
import { CUSTOMER_SERVICE, TestSupport, WEBMASTER } from './support';

describe('shops', () => {
  let support: TestSupport;
  let shops: ShopsService;

  beforeAll(async () => {
    support = await TestSupport.start();
    shops = support.service.app.get(ShopsService);
  });

  afterAll(() => support.stop());

  const tell = async (id: string, mainShopId: string | null = null, version = 1): Promise<void> => {
    const about = {
      aggregate: { id, version },
      shopId: id,
      actor: systemActor('test'),
      occurredAt: new Date(),
    };
    await support.service.events.publish(shopChanged.create(about, { ...shopChanged.example, mainShopId }));
    await support.service.events.handledBy('support-shops', shopChanged.type);
  };
  const inboxesOf = (shopId: string) =>
    support.service.db.manager.find(Inbox, { where: { shopId }, order: { position: 'ASC' } });

  it('begin with the delivered inboxes, once', async () => {
    const id = uuidv7();

    await tell(id);
    const [webmaster] = await inboxesOf(id);
    await support.service.db.manager.update(Inbox, { id: webmaster?.id }, { enabled: false });
    await tell(id, null, 2);

    expect(await inboxesOf(id)).toMatchObject([
      { title: { en: 'Webmaster' }, enabled: false },
      { title: { en: 'Customer service' }, enabled: true },
    ]);
  });

  it('leave the inboxes of the first shop as they are', async () => {
    await tell(DEFAULT_SHOP_ID);

    expect(await inboxesOf(DEFAULT_SHOP_ID)).toMatchObject([{ id: WEBMASTER }, { id: CUSTOMER_SERVICE }]);
  });

  it('have no inboxes of their own where they share customers', async () => {
    const id = uuidv7();

    await tell(id, DEFAULT_SHOP_ID);

    expect(await inboxesOf(id)).toEqual([]);
  });

  it('are found by their id as soon as they were told of', async () => {
    const [main, sharing] = [uuidv7(), uuidv7()];
    const before = await shops.resolve(main);

    await tell(main);
    await tell(sharing, main);

    expect(before).toBeUndefined();
    expect(await shops.resolve(main)).toEqual({ shopId: main, atShopId: null });
    expect(await shops.resolve(sharing)).toEqual({ shopId: main, atShopId: sharing });
    expect(await shops.resolve(DEFAULT_SHOP_ID)).toEqual({ shopId: DEFAULT_SHOP_ID, atShopId: null });
  });

  it('have each inbox once when two give them at once', async () => {
    const id = uuidv7();
    const { db, app } = support.service;
    const give = () => db.transaction((tx) => app.get(DeliveredInboxes).ensure(tx, id));
    let second: Promise<void> | undefined;

    await db.transaction(async (tx) => {
      await app.get(DeliveredInboxes).ensure(tx, id);
      second = give();
      const waits = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
      await eventually(async () => expect(await db.manager.query<unknown[]>(waits)).toHaveLength(1));
    });
    await second;

    expect(await inboxesOf(id)).toHaveLength(2);
  });
});

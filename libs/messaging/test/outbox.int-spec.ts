import { Outbox } from '@clientele/messaging';
import { eventually, TestService } from '@clientele/testing';
import { randomUUID } from 'node:crypto';
import { AppModule, anEvent, happened } from './app';

describe('the outbox', () => {
  let service: TestService;
  let outbox: Outbox;

  beforeAll(async () => {
    service = await TestService.start({ module: AppModule });
    outbox = service.app.get(Outbox);
  });

  afterAll(() => service.stop());

  const unpublished = async (): Promise<number> => {
    const [{ count }] = await service.db.manager.query<[{ count: string }]>(
      'SELECT count(*) FROM outbox WHERE published_at IS NULL',
    );
    return Number(count);
  };

  it('publishes what was committed and nothing else', async () => {
    const kept = anEvent();
    const dropped = anEvent();

    await service.db.transaction((tx) => outbox.add(tx, kept));
    await service.db
      .transaction(async (tx) => {
        await outbox.add(tx, dropped);
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    await service.events.next(happened, kept.aggregate.id);

    await eventually(async () => expect(await unpublished()).toBe(0));
    expect(await service.events.all(happened, dropped.aggregate.id)).toEqual([]);
  });

  it('keeps the events of an aggregate in their order while many transactions write at once', async () => {
    const aggregates = Array.from({ length: 8 }, () => randomUUID());
    const write = async (aggregate: string): Promise<void> => {
      for (let number = 1; number <= 25; number++)
        await service.db.transaction((tx) => outbox.add(tx, anEvent(number, aggregate)));
    };

    await Promise.all(aggregates.map(write));
    await eventually(async () => expect(await unpublished()).toBe(0));

    for (const aggregate of aggregates) {
      const events = await service.events.all(happened, aggregate);
      expect(events.map(({ data }) => data.number)).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
    }
  });

  it('keeps and sends many events of one transaction together, in their order', async () => {
    const aggregate = randomUUID();
    const events = Array.from({ length: 120 }, (_, i) => anEvent(i + 1, aggregate));

    await service.db.transaction((tx) => outbox.add(tx, ...events));
    await service.db.transaction((tx) => outbox.add(tx, anEvent(121, aggregate)));
    await eventually(async () => expect(await unpublished()).toBe(0));

    expect(
      await service.db.manager.query('SELECT events FROM outbox ORDER BY position DESC LIMIT 3'),
    ).toEqual([1, 20, 100].map((count) => ({ events: count })));

    const sent = await service.events.all(happened, aggregate);
    expect(sent.map(({ data }) => data.number)).toEqual(Array.from({ length: 121 }, (_, i) => i + 1));
    await service.events.handledBy('orders-notes', happened.type);
    const [{ notes }] = await service.db.manager.query<[{ notes: number }]>(
      'SELECT count(*)::integer AS notes FROM notes WHERE aggregate_id = $1',
      [aggregate],
    );
    expect(notes).toBe(121);
  });

  it('refuses an event that NATS would not take, before it is written', async () => {
    const event = { ...anEvent(), data: { number: 1, text: 'x'.repeat(1_000_001) } };

    await expect(service.db.transaction((tx) => outbox.add(tx, event))).rejects.toThrow('larger than');
  });

  it('finds events whose notification was lost', async () => {
    const event = anEvent();

    // No trigger, no notification: as when the relay was just reconnecting.
    await service.db.transaction(async (tx) => {
      await tx.query('SET LOCAL session_replication_role = replica');
      await outbox.add(tx, event);
    });

    expect(await service.events.next(happened, event.aggregate.id)).toMatchObject({ id: event.id });
  });
});

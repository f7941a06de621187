import type { DomainEvent } from '@clientele/contracts';
import { anOperator, type Api, eventually, TestService } from '@clientele/testing';
import { Logger } from '@nestjs/common';
import { ConsumerRegistry } from '../src/consumer-registry';
import { MessageHandler } from '../src/message-handler';
import type { Item } from '../src/parcel';
import { AppModule, anEvent, happened, Notes } from './app';

interface Letter {
  readonly id: string;
  readonly eventId: string;
  readonly reason: string;
  readonly payload?: string;
}
interface Letters {
  readonly items: readonly Letter[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

const LETTERS = '/v1/ops/orders/dead-letters';

describe('dead letters', () => {
  let service: TestService;
  let notes: Notes;
  let operator: Api;

  beforeAll(async () => {
    service = await TestService.start({ module: AppModule });
    Logger.overrideLogger(false);
    notes = service.app.get(Notes);
    operator = await service.api.as(anOperator());
    await service.events.publish(anEvent());
  });

  beforeEach(() => service.db.manager.query('DELETE FROM dead_letters'));

  afterEach(() => {
    notes.first = async () => undefined;
  });

  afterAll(() => service.stop());

  const list = async (query = ''): Promise<Letters> => (await operator.get<Letters>(LETTERS + query)).body;
  const countOfNotes = async (eventId: string): Promise<number> =>
    (await service.db.manager.query<unknown[]>('SELECT FROM notes WHERE event_id = $1', [eventId])).length;

  /** Lets an event fail as often as it may fail. */
  const fail = async (): Promise<{ readonly event: DomainEvent; readonly pauses: readonly number[] }> => {
    const event = anEvent();
    const pauses: number[] = [];
    const item: Item = {
      ...{ subject: happened.type, deliveries: 1, text: () => JSON.stringify(event) },
      done: () => undefined,
      setAside: () => undefined,
      again: (pause = 0) => pauses.push(pause),
    };
    notes.first = () => Promise.reject(new Error('the goods are gone'));
    const consumer = service.app.get(ConsumerRegistry).byName('orders-notes');
    for (let i = 0; consumer && i < 7; i++)
      await service.app.get(MessageHandler).handle(consumer, item, event);
    return { event, pauses };
  };

  const anyLetter = async (text = 'nonsense'): Promise<Letter> => {
    await service.events.publishText(happened.type, text);
    return eventually(async () => {
      const letter = (await list()).items.at(-1);
      if (!letter) throw new Error('not yet');
      return letter;
    });
  };

  it('show what was received, and why it could not be handled', async () => {
    const { id } = await anyLetter('{"id":1}');

    const shown = await operator.get<Letter>(`${LETTERS}/${id}`);

    expect(shown).toMatchObject({ status: 200, body: { payload: '{"id":1}', subject: happened.type } });
    expect(shown.body.reason).toContain('id must be a UUID');
    expect((await list()).items[0]).not.toHaveProperty('payload');
  });

  it('are listed page by page, of one consumer if asked for', async () => {
    for (const text of ['a', 'b', 'c']) await service.events.publishText(happened.type, text);
    await eventually(async () => expect((await list()).items).toHaveLength(3));

    const first = await list('?limit=2&count=true&consumer=orders-notes');
    const second = await list(`?limit=2&consumer=orders-notes&cursor=${first.nextCursor}`);

    expect(first.total).toBe(3);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(3);
    expect(second.nextCursor).toBeNull();
    expect((await list('?consumer=orders-nobody')).items).toEqual([]);
  });

  it('hold what failed seven times, with ever longer pauses', async () => {
    const { event, pauses } = await fail();

    expect(pauses).toEqual([250, 1_000, 5_000, 30_000, 120_000, 600_000]);
    expect((await list()).items).toMatchObject([{ eventId: event.id, reason: 'the goods are gone' }]);
  });

  it('can be replayed once the reason is gone, with one effect', async () => {
    const { event } = await fail();
    const [letter] = (await list()).items;

    const stillFails = await operator.post(`${LETTERS}/${letter?.id}/replay`);
    notes.first = async () => undefined;
    const works = await Promise.all([1, 2, 3].map(() => operator.post(`${LETTERS}/${letter?.id}/replay`)));

    expect(stillFails).toMatchObject({ status: 409, body: { code: 'replay-failed' } });
    expect(works.map(({ status }) => status).filter((status) => ![204, 404].includes(status))).toEqual([]);
    expect(await countOfNotes(event.id)).toBe(1);
    expect((await list()).items).toEqual([]);
  });

  it('can be discarded', async () => {
    const { id } = await anyLetter();

    expect((await operator.delete(`${LETTERS}/${id}`)).status).toBe(204);
    expect(await operator.delete(`${LETTERS}/${id}`)).toMatchObject({
      status: 404,
      body: { code: 'dead-letter-not-found' },
    });
    expect((await list()).items).toEqual([]);
  });

  it('are for operators only', async () => {
    const reader = await service.api.as(anOperator({ permissions: new Set(['ops:read']) }));
    const nobody = await service.api.as(anOperator({ permissions: new Set() }));
    const { id } = await anyLetter();

    expect((await nobody.get(LETTERS)).status).toBe(403);
    expect((await nobody.get(`${LETTERS}/${id}`)).status).toBe(403);
    expect((await reader.post(`${LETTERS}/${id}/replay`)).status).toBe(403);
    expect((await reader.delete(`${LETTERS}/${id}`)).status).toBe(403);
    expect(
      (await reader.post('/v1/ops/orders/outbox/republish', { since: new Date().toISOString() })).status,
    ).toBe(403);
  });
});

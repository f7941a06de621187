import { ConsumerHost } from '@clientele/messaging';
import { eventually, TestService } from '@clientele/testing';
import { AckPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Readings } from '../src/readings';
import { AppModule, anEvent, copied, Copies, happened, Notes, tallied, Tallies } from './app';

interface Note {
  readonly event_id: string;
  readonly number: number;
}

describe('a consumer', () => {
  let service: TestService;
  let replica: NestFastifyApplication;
  let notes: Notes;

  beforeAll(async () => {
    service = await TestService.start({ module: AppModule });
    replica = await service.replica();
    Logger.overrideLogger(false);
    notes = service.app.get(Notes);
    // Makes the stream, by an event of nobody.
    await service.events.publish(anEvent());
  });

  afterEach(() => {
    notes.first = async () => undefined;
  });

  afterAll(() => service.stop());

  const notesOn = (aggregateId: string): Promise<Note[]> =>
    service.db.manager.query('SELECT event_id, number FROM notes WHERE aggregate_id = $1 ORDER BY position', [
      aggregateId,
    ]);
  const allHandled = (): Promise<void> => service.events.handledBy('orders-notes', happened.type);
  const deadLetters = (): Promise<{ id: string; event_id: string; reason: string; payload: string }[]> =>
    service.db.manager.query('SELECT * FROM dead_letters ORDER BY id');

  it('handles an event once, though it is delivered three times', async () => {
    const event = anEvent();

    await service.events.publish(event, 3);
    await allHandled();

    expect(await notesOn(event.aggregate.id)).toHaveLength(1);
  });

  it('handles an event once, though two replicas get copies of it at the same time', async () => {
    const events = Array.from({ length: 50 }, (_, i) => anEvent(i + 1, randomUUID()));

    await Promise.all([1, 2, 3].map(() => Promise.all(events.map((event) => service.events.publish(event)))));
    await allHandled();

    for (const { aggregate } of events) expect(await notesOn(aggregate.id)).toHaveLength(1);
  });

  it('keeps nothing of a handler that fails, and calls it again until it works', async () => {
    const event = anEvent();
    let failures = 0;
    notes.first = async ({ id }, tx) => {
      if (id !== event.id || failures === 2) return;
      failures++;
      await tx.query('INSERT INTO notes (event_id, aggregate_id, number) VALUES ($1, $2, 0)', [
        event.id,
        event.aggregate.id,
      ]);
      throw new Error('not yet');
    };
    // Both replicas run the same class; only one of them is told to fail.
    await service.events.publish(event);
    await allHandled();

    expect(await notesOn(event.aggregate.id)).toEqual([{ event_id: event.id, number: 1 }]);
  });

  it.each([
    ['no JSON', '{"id":'],
    ['NUL characters', '{"id":"\u0000"}'],
    ['no object', '"text"'],
    ['an array', '[]'],
    ['no envelope', '{"hello":"world"}'],
    ['wrong data', JSON.stringify({ ...anEvent(), data: { number: 'one' } })],
    ['no data', JSON.stringify({ ...anEvent(), data: null })],
    ['another type', JSON.stringify({ ...anEvent(), type: 'orders.test.unknown.v1' })],
    ['a megabyte of nothing', `"${'x'.repeat(1_000_000)}"`],
  ])('puts %s aside with the reason, and goes on with what follows', async (_, text) => {
    const before = (await deadLetters()).length;
    const good = anEvent();

    await service.events.publishText(happened.type, text);
    await service.events.publish(good);

    await eventually(async () => expect(await notesOn(good.aggregate.id)).toHaveLength(1));
    await eventually(async () => expect(await deadLetters()).toHaveLength(before + 1));
    expect((await deadLetters()).at(-1)?.reason).not.toBe('');
  });

  it('handles events that travel together each by itself: one comes again, one is put aside', async () => {
    const before = (await deadLetters()).length;
    const aggregateId = randomUUID();
    const events = [1, 2, 3].map((number) => anEvent(number, aggregateId));
    const wrong = { ...anEvent(4, aggregateId), data: { number: 'four' } };
    let failures = 0;
    notes.first = async ({ id }) => {
      if (id === events[1]?.id && failures++ < 2) throw new Error('not yet');
    };

    await service.events.publishText(happened.type, JSON.stringify([...events, wrong]));
    await eventually(async () => expect(await notesOn(aggregateId)).toHaveLength(3));
    await allHandled();

    const handled = (await notesOn(aggregateId)).map(({ event_id }) => event_id);
    expect(handled.toSorted()).toEqual(events.map(({ id }) => id).toSorted());
    expect((await deadLetters()).slice(before)).toMatchObject([{ payload: JSON.stringify(wrong) }]);
  });

  it('has the one it replaces forgotten when nobody asks for its events any more', async () => {
    const nats = await connect({ servers: service.nats.url });
    const { consumers } = await jetstreamManager(nats);
    const replaced = () => consumers.info('ORDERS', 'orders-duplicates');
    await consumers.add('ORDERS', { durable_name: 'orders-duplicates', ack_policy: AckPolicy.Explicit });

    await service.app.get(ConsumerHost).reconcile();
    expect((await replaced()).config.inactive_threshold).toBe(60 * 60 * 1_000_000_000);
    // As if that time had passed.
    await consumers.update('ORDERS', 'orders-duplicates', { inactive_threshold: 50_000_000 });
    await eventually(() => expect(replaced()).rejects.toThrow('consumer not found'));

    await service.app.get(ConsumerHost).reconcile();
    await expect(replaced()).rejects.toThrow('consumer not found');
    await nats.close();
  });

  it('leaves what a later release asks for by the same name to replicas of that', async () => {
    const before = (await deadLetters()).length;
    const nats = await connect({ servers: service.nats.url });
    const { consumers } = await jetstreamManager(nats);
    const later = 'orders.test.of-later.v1';
    await consumers.update('ORDERS', 'orders-notes', { filter_subjects: [happened.type, later] });

    await service.events.publishText(later, JSON.stringify({ ...anEvent(), type: later }));
    await eventually(async () =>
      expect((await consumers.info('ORDERS', 'orders-notes')).num_redelivered).toBe(1),
    );
    const replicaOfLater = await jetstream(nats).consumers.get('ORDERS', 'orders-notes');
    const message = await eventually(async () => {
      const next = await replicaOfLater.next({ expires: 1_000 });
      if (!next) throw new Error('Another replica has it.');
      return next;
    }, 30_000);
    message.ack();
    await allHandled();
    await service.app.get(ConsumerHost).reconcile();
    await nats.close();

    expect(message.subject).toBe(later);
    expect(await deadLetters()).toHaveLength(before);
  });

  it('takes events from the stream that came while it did not run', async () => {
    const events = Array.from({ length: 500 }, (_, i) => anEvent(i + 1, randomUUID()));

    await Promise.all(events.map((event) => service.events.publish(event)));
    await allHandled();

    const [{ count }] = await service.db.manager.query<[{ count: number }]>(
      'SELECT count(*)::integer AS count FROM notes WHERE event_id = ANY($1)',
      [events.map(({ id }) => id)],
    );
    expect(count).toBe(500);
  });

  describe('that takes events together', () => {
    const allTallied = (): Promise<void> => service.events.handledBy('orders-tallies', tallied.type);
    const tallies = (): Promise<{ event_id: string; number: number; xmin: string }[]> =>
      service.db.manager.query('SELECT event_id, number, xmin::text FROM tallies ORDER BY position');
    const some = (count: number) =>
      Array.from({ length: count }, (_, i) => anEvent(i + 1, randomUUID(), tallied));

    afterEach(async () => {
      service.app.get(Tallies).first = async () => undefined;
      await service.db.manager.query('DELETE FROM tallies');
      for (const app of [service.app, replica]) app.get(Copies).given.length = 0;
    });

    it('handles each once, many in one transaction', async () => {
      const events = some(200);

      await Promise.all([...events, ...events].map((event) => service.events.publish(event)));
      await allTallied();

      const rows = await tallies();
      expect(rows.map(({ event_id }) => event_id).sort()).toEqual(events.map(({ id }) => id).sort());
      expect(new Set(rows.map(({ xmin }) => xmin)).size).toBeLessThan(150);
    });

    it('remembers nothing of those that may come again', async () => {
      const event = anEvent(1, randomUUID(), copied);

      await service.events.publish(event);
      await service.events.handledBy('orders-copies', copied.type);

      // Whichever replica took it; it may have come again, if the server missed that it was handled.
      const given = [service.app, replica].flatMap((app) => app.get(Copies).given);
      expect(new Set(given.map(({ id }) => id))).toEqual(new Set([event.id]));
      expect(await service.db.manager.query('SELECT FROM inbox WHERE event_id = $1', [event.id])).toEqual([]);
    });

    it('leaves the one that fails behind, and it alone', async () => {
      const events = some(30);
      let failures = 0;
      service.app.get(Tallies).first = async ({ data }) => {
        if (data.number === 7 && failures++ < 3) throw new Error('not yet');
      };

      await Promise.all(events.map((event) => service.events.publish(event)));
      await allTallied();

      expect((await tallies()).map(({ event_id }) => event_id).sort()).toEqual(
        events.map(({ id }) => id).sort(),
      );
    });

    it('reads what comes at once for several in different turns, so that requests get theirs in between', async () => {
      const read = jest.spyOn(Readings.prototype, 'of');
      const turn = jest.fn();
      let isOver = false;
      const counting = (async () => {
        for (; !isOver; turn()) await nextTurn();
      })();

      const parcels = Array.from({ length: 20 }, () => [tallied, copied]).flat();
      await Promise.all(
        parcels.map((contract) => {
          const events = Array.from({ length: 20 }, () => anEvent(1, randomUUID(), contract));
          return service.events.publishText(contract.type, JSON.stringify(events));
        }),
      );
      await allTallied();
      await service.events.handledBy('orders-copies', copied.type);
      isOver = true;
      await counting;
      const { contexts, invocationCallOrder } = read.mock;
      read.mockRestore();

      expect(contexts.length).toBeGreaterThanOrEqual(parcels.length);
      const turnOf = (call: number) => turn.mock.invocationCallOrder.findLastIndex((begun) => begun < call);
      // Each replica has its own.
      for (const readings of new Set(contexts)) {
        const turns = invocationCallOrder.filter((_, i) => contexts[i] === readings).map(turnOf);
        expect(new Set(turns).size).toBe(turns.length);
      }
    });
  });
});

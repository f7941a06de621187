import { eventually, TestService } from '@clientele/testing';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';
import { StreamRoom } from '../src/stream-room';
import { AppModule, anEvent, copied, happened, Notes } from './app';

const MOST_BYTES = 200_000;

describe('a stream that is nearly full', () => {
  let service: TestService;
  let nats: NatsConnection;

  beforeAll(async () => {
    service = await TestService.start({ module: AppModule });
    Logger.overrideLogger(false);
    nats = await connect({ servers: service.nats.url });
  });

  afterAll(async () => {
    await nats.close();
    await service.stop();
  });

  it('has room again when those who listen have handled its older half, and keeps what they have not', async () => {
    const { streams } = await jetstreamManager(nats);
    const state = async () => (await streams.info('ORDERS')).state;
    const [room, notes] = [service.app.get(StreamRoom), service.app.get(Notes)];
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    notes.first = () => finished;
    const slow = anEvent();
    await service.events.publish(slow);
    await streams.update('ORDERS', { max_bytes: MOST_BYTES });
    const { first_seq: first } = await state();
    while ((await state()).bytes < MOST_BYTES * 0.8)
      await service.events.publishText(
        copied.type,
        JSON.stringify({ ...anEvent(1, undefined, copied), filler }),
      );
    await service.events.handledBy('orders-copies', copied.type);

    await room.makeRoom();
    const meanwhile = await state();
    finish();
    await service.events.handledBy('orders-notes', happened.type);
    await eventually(async () => {
      await room.makeRoom();
      expect((await state()).bytes).toBeLessThan(MOST_BYTES * 0.6);
    });
    const afterwards = await state();
    await room.makeRoom();

    expect(meanwhile.first_seq).toBe(first);
    expect(afterwards.bytes).toBeGreaterThan(MOST_BYTES * 0.4);
    expect(await state()).toEqual(afterwards);
  });
});

const filler = 'x'.repeat(2_000);

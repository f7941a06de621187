import { Ask, NoAnswer } from '@clientele/messaging';
import { connect } from '@nats-io/transport-node';
import { eventually, TestService } from '@clientele/testing';
import { Logger } from '@nestjs/common';
import { AppModule, double, Doubles } from './app';

describe('a question to another service', () => {
  let service: TestService;
  let ask: Ask;

  beforeAll(async () => {
    service = await TestService.start({ module: AppModule });
    Logger.overrideLogger(false);
    ask = service.app.get(Ask);
    await eventually(() => ask.ask(double, { number: 0 }, 500));
  });

  afterEach(() => {
    service.app.get(Doubles).answer = async ({ number }) => ({ double: number * 2 });
  });

  afterAll(() => service.stop());

  it('is answered', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, number) => ask.ask(double, { number }, 2_000)),
    );

    expect(answers.map((answer) => answer.double)).toEqual(Array.from({ length: 50 }, (_, i) => i * 2));
  });

  it.each([
    ['takes too long', () => new Promise<object>(() => undefined)],
    ['fails', () => Promise.reject(new Error('no'))],
    ['answers something else', async () => ({ triple: 3 })],
  ])('has no answer when the other side %s', async (_, answer) => {
    service.app.get(Doubles).answer = answer;
    const startedAt = Date.now();

    await expect(ask.ask(double, { number: 1 }, 300)).rejects.toThrow(NoAnswer);
    expect(Date.now() - startedAt).toBeLessThan(1_000);
  });

  it.each(['not JSON', '{"number":"one"}', '[]', '', 'null'])(
    'that is none (%s) gets no answer and harms no other',
    async (text) => {
      const nats = await connect({ servers: service.nats.url });

      await expect(nats.request(double.subject, text, { timeout: 200 })).rejects.toThrow();
      await nats.close();

      expect(await ask.ask(double, { number: 4 }, 2_000)).toMatchObject({ double: 8 });
    },
  );

  it('has no answer, soon, while NATS is away, and one when it is back', async () => {
    await service.nats.kill();
    const startedAt = Date.now();

    await expect(ask.ask(double, { number: 1 }, 500)).rejects.toThrow(NoAnswer);
    expect(Date.now() - startedAt).toBeLessThan(1_500);

    await service.nats.start();
    await eventually(async () =>
      expect(await ask.ask(double, { number: 1 }, 500)).toMatchObject({ double: 2 }),
    );
  });
});

import { Clock, ProcessConfig } from '@clientele/config';
import { Broker, TestClock } from '@clientele/messaging';
import { eventually } from '@clientele/testing';
import { TestGateway } from './test-gateway';

const DAY_MS = 86_400_000;

/** Another process, in all but the process. */
async function newcomer(
  gateway: TestGateway,
  name: string,
): Promise<{ clock: Clock; stop(): Promise<void> }> {
  const config = gateway.app.get(ProcessConfig);
  const broker = new Broker(config);
  const clock = new Clock();
  new TestClock(name, config, clock, broker).onApplicationBootstrap();
  await (await broker.connection()).flush();
  return { clock, stop: () => broker.onApplicationShutdown() };
}

describe('POST /v1/test/clock', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await TestGateway.start({ TEST_CLOCK: '1' });
  });

  afterAll(() => gateway.stop());

  const move = (body: object): Promise<Response> =>
    gateway.fetch('/v1/test/clock', {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });

  it('moves the time of every process before it answers', async () => {
    const processes = await Promise.all(
      ['groups', 'groups', 'orders'].map((name) => newcomer(gateway, name)),
    );

    const answer = await move({ offsetMs: DAY_MS });

    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      offsetMs: DAY_MS,
      moved: ['gateway', 'groups', 'orders'],
      unavailable: ['identity', 'support'],
    });
    expect(processes.map(({ clock }) => clock.offset)).toEqual([DAY_MS, DAY_MS, DAY_MS]);
    await Promise.all(processes.map((process) => process.stop()));
  });

  it('tells a process that starts later', async () => {
    await move({ offsetMs: 2 * DAY_MS });

    const late = await newcomer(gateway, 'support');

    await eventually(() => expect(late.clock.offset).toBe(2 * DAY_MS));
    await late.stop();
  });

  it('takes an instant', async () => {
    const answer = await move({ now: '2030-01-01T00:00:00.000Z' });

    expect(((await answer.json()) as { now: string }).now).toMatch(/^2030-01-01T00:00:0/);
  });

  it.each([
    [{}],
    [{ offsetMs: 1.5 }],
    [{ now: 'tomorrow' }],
    [{ offsetMs: 0, now: '2030-01-01T00:00:00.000Z' }],
  ])('refuses %j', async (body) => {
    const answer = await move(body);

    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: 'validation-failed' });
  });
});

describe('POST /v1/test/clock where the time is real', () => {
  it('does not exist', async () => {
    const gateway = await TestGateway.start();

    const answer = await gateway.fetch('/v1/test/clock', {
      method: 'POST',
      body: '{"offsetMs":1}',
      headers: { 'content-type': 'application/json' },
    });
    await gateway.stop();

    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'route-not-found' });
  });
});

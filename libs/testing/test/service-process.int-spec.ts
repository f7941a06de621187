import { freePort, ServiceProcess, type ServiceProcessOptions } from '../src/servers';
import { FAKE_SERVICE } from './fixtures/harness';

describe('ServiceProcess', () => {
  let service: ServiceProcess | undefined;

  afterEach(async () => service?.kill());

  it('is ready when started, and ends in order when stopped', async () => {
    const { started } = await fake();
    await started.start();

    await started.stop();

    expect(started.pid).toBeUndefined();
    expect(started.output).toBe('listening\ngoodbye\n');
  });

  it('answers again after kill and start', async () => {
    const { started } = await fake();
    await started.start();

    await started.kill();
    await started.start();

    expect((await fetch(started.url)).status).toBe(200);
  });

  it('tells what a service said that ends while starting', async () => {
    const { started } = await fake({ FAIL_AT_START: '1' });

    await expect(started.start()).rejects.toThrow(/fake ended while starting.*no way to start/s);
  });

  it('reports a crash, but not an end that was asked for', async () => {
    const { started, crash } = await fake();
    await started.start();
    await started.restart();

    await fetch(`${started.url}/crash`).catch(() => undefined);

    expect(await crash).toEqual({ how: 'code 7', lastWords: 'listening' });
  });

  it('gives the service no environment but its own', async () => {
    const { started } = await fake({ COLOUR: 'green' });
    await started.start();

    const seen: unknown = await (await fetch(`${started.url}/environment`)).json();

    expect(seen).toEqual({ COLOUR: 'green', HOST: '127.0.0.1', PORT: expect.any(String) });
  });

  async function fake(env: NodeJS.ProcessEnv = {}) {
    let report: (crash: { how: string; lastWords: string }) => void = () => undefined;
    const crash = new Promise((resolve) => (report = resolve));
    const options: ServiceProcessOptions = {
      name: 'fake',
      script: FAKE_SERVICE,
      env: { PORT: String(await freePort()), HOST: '127.0.0.1', ...env },
      onCrash: (how, lastWords) => report({ how, lastWords }),
    };
    service = new ServiceProcess(options);
    return { started: service, crash };
  }
});

import { rmSync } from 'node:fs';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { freePort, NatsServer, PortTaken } from '../src/servers';
import { endsSoon, listenOn, runScript, SERVERS, temporaryFolder } from './fixtures/harness';

describe('NatsServer', () => {
  let dataDir: string;
  let server: NatsServer;

  beforeEach(() => {
    dataDir = temporaryFolder();
    server = new NatsServer({ dataDir });
  });

  afterEach(async () => {
    await server.kill();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('keeps what was acknowledged over kill -9 and restart, on the same port', async () => {
    await server.start();
    const { url } = server;
    await withConnection(async (nats) => {
      await (await jetstreamManager(nats)).streams.add({ name: 'EVENTS', subjects: ['orders.>'] });
      await jetstream(nats).publish('orders.placed', 'one');
    });

    await server.kill();
    await server.start();
    await server.restart();

    expect(server.url).toBe(url);
    await withConnection(async (nats) => {
      const { state } = await (await jetstreamManager(nats)).streams.info('EVENTS');
      expect(state.messages).toBe(1);
    });
  });

  it('replaces a server that an earlier run left running on the same data', async () => {
    await server.start();
    const successor = new NatsServer({ dataDir });

    await successor.start();

    expect(server.pid).toBeUndefined();
    await successor.kill();
  });

  it('is gone soon after the process that started it was killed with -9', async () => {
    const [pid = 0] = await runScript(
      `const { NatsServer } = require(${JSON.stringify(SERVERS)});
       const server = new NatsServer({ dataDir: ${JSON.stringify(dataDir)} });
       server.start().then(() => { console.log(server.pid); process.kill(process.pid, 'SIGKILL'); });`,
    );

    expect(await endsSoon(pid, dataDir)).toBe(true);
  });

  it('names the port that is taken', async () => {
    const port = await freePort();
    const other = await listenOn(port);
    server = new NatsServer({ dataDir, port, portSetting: 'PORT' });

    await expect(server.start()).rejects.toThrow(new PortTaken(port, 'NATS', 'PORT'));
    other.close();
  });

  async function withConnection(work: (nats: NatsConnection) => Promise<void>): Promise<void> {
    const nats = await connect({ servers: server.url });
    try {
      await work(nats);
    } finally {
      await nats.close();
    }
  }
});

import { loadSettings, ProcessConfig } from '@clientele/config';
import { Broker } from '@clientele/messaging';
import { NatsServer } from '@clientele/testing';
import { Logger } from '@nestjs/common';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LOGIN = { user: 'clientele', password: 'p@ss:4' };

describe('Broker', () => {
  let directory: string;
  let server: NatsServer;
  let guarded: NatsServer;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    directory = await mkdtemp(join(tmpdir(), 'clientele-broker-'));
    server = new NatsServer({ dataDir: directory });
    await server.start();
    guarded = new NatsServer({ dataDir: join(directory, 'guarded'), login: LOGIN });
    await guarded.start();
  });

  afterAll(async () => {
    await server.stop();
    await guarded.stop();
    await rm(directory, { recursive: true });
  });

  it('reaches whichever of its servers is there', async () => {
    const NATS_URL = `nats://127.0.0.1:1,${server.url}`;
    const broker = new Broker(loadSettings(ProcessConfig, { NATS_URL }));

    await broker.connection();

    expect(await broker.isConnected()).toBe(true);
    await broker.onApplicationShutdown();
  });

  it('comes in by the user and the password of an address', async () => {
    const url = new URL(guarded.url);
    Object.assign(url, { username: LOGIN.user, password: LOGIN.password });
    const broker = new Broker(loadSettings(ProcessConfig, { NATS_URL: url.href }));

    await broker.connection();

    expect(await broker.isConnected()).toBe(true);
    await broker.onApplicationShutdown();
  });
});

import { ProcessConfig } from '@clientele/config';
import { jetstream, type JetStreamClient, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { natsServersOf } from './nats-servers';

const PAUSE_MS = 500;
const ANSWER_MS = 1_000;
const DRAIN_MS = 2_000;

/** The connection to NATS. It is made, and made again, in the background: nothing waits for it to start. */
@Injectable()
export class Broker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Broker.name);
  private connecting?: Promise<NatsConnection>;
  private current?: NatsConnection;
  private up = false;
  private stopped = false;

  constructor(private readonly config: ProcessConfig) {}

  onApplicationBootstrap(): void {
    void this.connection();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    // While the server is away, draining would wait for it.
    const drained = this.current?.drain().catch(() => undefined);
    await Promise.race([drained, delay(DRAIN_MS, undefined, { ref: false })]);
    await this.current?.close();
  }

  /** The connection, once there is one. It is for good: when it is lost it comes back by itself. */
  connection(): Promise<NatsConnection> {
    this.connecting ??= this.connect();
    return this.connecting;
  }

  /** Publishing with acknowledgement. */
  async stream(): Promise<JetStreamClient> {
    return jetstream(await this.connection(), { timeout: 5_000 });
  }

  /** Streams and consumers. */
  async manager(): Promise<JetStreamManager> {
    return jetstreamManager(await this.connection(), { timeout: 5_000, checkAPI: false });
  }

  /** Whether the connection stands, as far as is known here: what is sent on a lost one is lost. */
  get isUp(): boolean {
    return this.up;
  }

  /** Whether NATS answers now. */
  async isConnected(): Promise<boolean> {
    if (!this.up || !this.current) return false;
    const answers = this.current.rtt().then(
      () => true,
      () => false,
    );
    return Promise.race([answers, delay(ANSWER_MS, false, { ref: false })]);
  }

  private async connect(): Promise<NatsConnection> {
    for (let last = ''; ; await delay(PAUSE_MS, undefined, { ref: false })) {
      try {
        return await this.connectOnce();
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (reason !== last) this.logger.warn(`NATS cannot be reached: ${reason}`);
        last = reason;
      }
    }
  }

  private async connectOnce(): Promise<NatsConnection> {
    const connection = await connect({
      ...natsServersOf(this.config.natsServers),
      maxReconnectAttempts: -1,
      // A password that is being changed is refused for a moment; giving up would be for ever.
      ignoreAuthErrorAbort: true,
      reconnectTimeWait: 250,
      reconnectJitter: 250,
      pingInterval: 5_000,
      maxPingOut: 2,
      timeout: 3_000,
      // Two traces are made for each event that is sent, and thrown away when it has arrived.
      noAsyncTraces: true,
    });
    this.current = connection;
    this.up = true;
    void this.watch(connection);
    return connection;
  }

  private async watch(connection: NatsConnection): Promise<void> {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect') this.up = false;
      if (type === 'reconnect') this.up = true;
      if (type === 'disconnect' && !this.stopped) this.logger.warn('Lost the connection to NATS');
      if (type === 'reconnect') this.logger.log('Connected to NATS again');
    }
    this.up = false;
  }
}

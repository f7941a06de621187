import { ProcessConfig } from '@clientele/config';
import { jetstream, type JetStreamClient, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

/** The connection to NATS. It is made, and made again, in the background: nothing waits for it to start. */
@Injectable()
export class Broker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Broker.name);
  private connecting?: Promise<NatsConnection>;
  private current?: NatsConnection;

  constructor(private readonly config: ProcessConfig) {}

  onApplicationBootstrap(): void {
    void this.connection();
  }

  async onApplicationShutdown(): Promise<void> {
    // A connection that was never made would be waited for without end.
    if (this.current && !this.current.isClosed()) await this.current.drain().catch(() => undefined);
  }

  /** The connection, once there is one. */
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

  /** Whether NATS answers now. */
  async isConnected(): Promise<boolean> {
    if (!this.current || this.current.isClosed()) return false;
    return this.current.rtt().then(
      () => true,
      () => false,
    );
  }

  private async connect(): Promise<NatsConnection> {
    const connection = await connect({
      servers: this.config.natsUrl.split(','),
      waitOnFirstConnect: true,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 250,
      reconnectJitter: 250,
      pingInterval: 5_000,
      maxPingOut: 2,
      timeout: 3_000,
    });
    this.current = connection;
    void this.watch(connection);
    return connection;
  }

  private async watch(connection: NatsConnection): Promise<void> {
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') this.logger.warn('Lost the connection to NATS');
      if (status.type === 'reconnect') this.logger.log('Connected to NATS again');
    }
  }
}

import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

/** How many events published are not yet handled by everybody who listens. */
export async function unhandledEvents(natsUrl: string): Promise<number> {
  const connection = await connect({ servers: natsUrl });
  try {
    const manager = await jetstreamManager(connection);
    let unhandled = 0;
    for await (const { config } of manager.streams.list()) {
      for await (const { num_pending, num_ack_pending } of manager.consumers.list(config.name))
        unhandled += num_pending + num_ack_pending;
    }
    return unhandled;
  } finally {
    await connection.close();
  }
}

import { ApiProperty } from '@nestjs/swagger';

/** A message no consumer could handle. */
export class DeadLetterView {
  id: string;
  /** Durable name of the consumer. */
  consumer: string;
  /** Id of the event, or a hash of a message that is none. */
  eventId: string;
  subject: string;
  /** What was received, as text. */
  payload: string;
  /** Why it could not be handled, the last time. */
  reason: string;
  deliveries: number;
  createdAt: string;
}

export class DeadLettersView {
  items: DeadLetterView[];
}

/** Events not yet published. */
export class OutboxStatusView {
  pending: number;
  /** Age of the oldest of them. */
  @ApiProperty({ format: 'double' })
  oldestSeconds: number;
}

/** Messages a consumer has still to handle. */
export class ConsumerStatusView {
  consumer: string;
  lag: number;
}

/** How a service is. */
export class ServiceStatusView {
  service: string;
  /** Version of the product this process runs. */
  version: string;
  /** The time as the service sees it; moved by the test clock. */
  now: string;
  brokerConnected: boolean;
  outbox: OutboxStatusView;
  consumers: ConsumerStatusView[];
}

export class RepublishView {
  /** How many events will be published again. */
  events: number;
}

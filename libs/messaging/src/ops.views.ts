import { ApiProperty } from '@nestjs/swagger';

/** A message no consumer could handle, without its text. */
export class DeadLetterSummaryView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Durable name of the consumer. */
  consumer: string;
  /** Id of the event, or a hash of a message that is none. */
  eventId: string;
  subject: string;
  /** Why it could not be handled, the last time. */
  reason: string;
  deliveries: number;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
}

/** A message no consumer could handle. */
export class DeadLetterView extends DeadLetterSummaryView {
  /** What was received, as text. */
  payload: string;
}

export class DeadLettersView {
  items: DeadLetterSummaryView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

/** Events not yet published. */
export class OutboxStatusView {
  pending: number;
  /** Age of the oldest of them. */
  @ApiProperty({ format: 'double' })
  oldestSeconds: number;
  /** Besides those, events of imports, which wait while the import is at work, a minute at most. */
  heldBack: number;
  /** Age of the oldest of them. */
  @ApiProperty({ format: 'double' })
  heldBackSeconds: number;
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

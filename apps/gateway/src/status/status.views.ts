import { ApiProperty } from '@nestjs/swagger';

/** One service, as far as it can be seen from the gateway. */
export class ReachedServiceView {
  service: string;
  /** Whether it answered at all. */
  reachable: boolean;
  /** Version of the product it runs; null when it does not answer. */
  version: string | null;
  /** What it says of itself: backlog of its outbox and consumers, its time. Null when it cannot say. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  status: object | null;
  /** Code of the problem it answered with instead, if it did. */
  problem: string | null;
  /** How long it took to answer. */
  durationMs: number;
}

/** How the whole suite is. */
export class SuiteStatusView {
  /** Version of the product the gateway runs. */
  version: string;
  /** The time as the gateway sees it; moved by the test clock. */
  @ApiProperty({ format: 'date-time' })
  now: string;
  brokerConnected: boolean;
  services: ReachedServiceView[];
  /** Services whose status is not in this answer. */
  unavailable: string[];
}

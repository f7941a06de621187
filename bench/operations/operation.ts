import type { ServiceName } from '@clientele/testing';

/** One kind of request, as it is measured. The same bytes go to the service and to the bare server. */
export interface Operation {
  readonly name: string;
  /** The service that answers it. */
  readonly service: 'identity' | 'orders';
  /** The services that it asks. */
  readonly asks?: readonly ServiceName[];
  /** How many are sent at a time, where that is not what everything is measured with. */
  readonly connections?: number;
  /** Milliseconds within which 99 of 100 are to be answered, where that is the aim. */
  readonly p99Aim?: number;
  /** What it answers when it worked. */
  readonly status: number;
  /** Whether a row is measured through the gateway, too. */
  readonly throughGateway?: boolean;
  /** Makes ready what the next so many requests use up. */
  readonly prepare?: (requests: number) => Promise<void>;
  /** The next request, as its bytes. */
  readonly next: () => string;
}

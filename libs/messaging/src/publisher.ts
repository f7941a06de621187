import { ServiceConfig } from '@clientele/config';
import { Injectable } from '@nestjs/common';
import { hash } from 'node:crypto';
import { Broker } from './broker';
import { parcelled } from './parcel';
import { ensureStream } from './streams';

/** A row of the outbox that is to be published. */
export interface Unpublished {
  readonly position: string;
  readonly id: string;
  readonly type: string;
  /** As text: an envelope, or an array of several. */
  readonly event: string;
  readonly events: number;
  /** What it is about; null if it is a parcel already. */
  readonly aggregate: string | null;
}

/** What came of publishing rows. */
interface Published {
  readonly published: readonly Unpublished[];
  /** Why the others are not. */
  readonly failure?: unknown;
}

/** Puts rows of the outbox on their streams, those of one type that follow each other in parcels. */
@Injectable()
export class Publisher {
  /** Domains whose stream is there. */
  private readonly known = new Set<string>();

  constructor(
    private readonly config: ServiceConfig,
    private readonly broker: Broker,
  ) {}

  get isUp(): boolean {
    return this.broker.isUp;
  }

  /**
   * Publishes all at once; JetStream takes them in their order. One that fails is published later, after others
   * of its aggregate perhaps: consumers compare versions.
   */
  async publish(rows: readonly Unpublished[]): Promise<Published> {
    try {
      await this.ensureStreams(rows);
    } catch (failure) {
      return { published: [], failure };
    }
    const stream = await this.broker.stream();
    const parcels = parcelled(rows);
    const outcomes = await Promise.allSettled(
      parcels.map((parcel) => stream.publish(parcel[0]?.type ?? '', textOf(parcel), { msgID: idOf(parcel) })),
    );
    const failure: unknown = outcomes.find((outcome) => outcome.status === 'rejected')?.reason;
    if (failure !== undefined) this.known.clear();
    return {
      published: parcels.flatMap((parcel, i) => (outcomes[i]?.status === 'fulfilled' ? parcel : [])),
      failure,
    };
  }

  private async ensureStreams(rows: readonly Unpublished[]): Promise<void> {
    for (const domain of new Set(rows.map(({ type }) => type.split('.')[0] ?? type))) {
      if (this.known.has(domain)) continue;
      await ensureStream(await this.broker.manager(), domain, this.config.natsReplicas);
      this.known.add(domain);
    }
  }
}

const textOf = (parcel: readonly Unpublished[]): string =>
  parcel.length === 1 ? (parcel[0]?.event ?? '') : `[${parcel.map(({ event }) => event).join(',')}]`;

// The same events in another parcel are no copy: one that has come late may be among them.
const idOf = (parcel: readonly Unpublished[]): string =>
  parcel.length === 1
    ? (parcel[0]?.id ?? '')
    : hash('sha256', parcel.map(({ id }) => id).join(), 'base64url');

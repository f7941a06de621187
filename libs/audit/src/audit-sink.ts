import type { AuditEntryFact } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { eventOf } from './audit-event';

/** Where entries go. Identity keeps them; every other service tells identity. */
export abstract class AuditSink {
  abstract write(tx: Tx, entries: readonly AuditEntryFact[]): Promise<void>;
}

/** So many entries travel in one event: below its size limit, as each has at most 16 KiB of details. */
const LARGEST_BATCH_BYTES = 500_000;
const LARGEST_BATCH = 500;
const ID_BYTES = 50;

/** Tells identity by events. */
@Injectable()
export class OutboxSink extends AuditSink {
  constructor(private readonly outbox: Outbox) {
    super();
  }

  async write(tx: Tx, entries: readonly AuditEntryFact[]): Promise<void> {
    await this.outbox.add(tx, ...batchesOf(entries).map(eventOf));
  }
}

function batchesOf(entries: readonly AuditEntryFact[]): AuditEntryFact[][] {
  const batches: AuditEntryFact[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const ids = (entry.resourceIds?.length ?? 0) + (entry.customerIds?.length ?? 0);
    const size = 1_000 + Buffer.byteLength(entry.details) * 2 + ids * ID_BYTES;
    if (bytes + size > LARGEST_BATCH_BYTES || (batches.at(-1)?.length ?? 0) >= LARGEST_BATCH) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)?.push(entry);
    bytes += size;
  }
  return batches;
}

import { AuditSink } from '@clientele/audit';
import { auditEntriesRecorded, type AuditEntriesRecorded, type DomainEvent } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { ConsumeTogether } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';

/** Keeps what was done in other services. */
@Injectable()
export class AuditConsumer {
  constructor(private readonly sink: AuditSink) {}

  @ConsumeTogether({ event: auditEntriesRecorded, durable: 'identity-audit', gatherMs: 500 })
  async keep(events: readonly DomainEvent<AuditEntriesRecorded>[], tx: Tx): Promise<void> {
    await this.sink.write(
      tx,
      events.flatMap(({ data }) => data.entries),
    );
  }
}

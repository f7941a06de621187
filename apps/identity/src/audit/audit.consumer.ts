import { AuditSink } from '@clientele/audit';
import { auditEntriesRecorded, type AuditEntriesRecorded, type DomainEvent } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';

/** Keeps what was done in other services. */
@Injectable()
export class AuditConsumer {
  constructor(private readonly sink: AuditSink) {}

  @Consume({ event: auditEntriesRecorded, durable: 'identity-audit', together: true })
  async keep({ data }: DomainEvent<AuditEntriesRecorded>, tx: Tx): Promise<void> {
    await this.sink.write(tx, data.entries);
  }
}

import type { AuditEntryFact } from '@clientele/contracts';
import { DeadLetters } from '@clientele/messaging';
import { Metrics } from '@clientele/observability';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Counter } from 'prom-client';
import { AUDITED_SERVICE } from './audit';
import { eventOf } from './audit-event';

/** Entries that can never be written as they are. They are put aside as dead letters, which identity can replay. */
@Injectable()
export class RefusedEntries {
  private readonly logger = new Logger(RefusedEntries.name);
  private readonly count: Counter;

  constructor(
    metrics: Metrics,
    private readonly deadLetters: DeadLetters,
    @Inject(AUDITED_SERVICE) private readonly service: string,
  ) {
    this.count = new Counter({
      name: 'audit_entries_refused_total',
      help: 'Entries of the audit log that were put aside',
      registers: [metrics.registry],
    });
  }

  async putAside(entry: AuditEntryFact, cause: unknown): Promise<void> {
    const event = eventOf([entry]);
    await this.deadLetters.bury({
      ...{ consumer: `${this.service}-audit`, eventId: event.id, subject: event.type },
      ...{ payload: JSON.stringify(event), reason: String(cause), deliveries: 1 },
    });
    this.count.inc();
    this.logger.error(
      `Entry ${entry.id} of ${entry.operation} is refused by the audit log: ${String(cause)}`,
    );
  }
}

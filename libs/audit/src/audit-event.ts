import { type AuditEntryFact, type DomainEvent, newId } from '@clientele/contracts';
import { type AuditEntriesRecorded, auditEntriesRecorded, systemActor } from '@clientele/contracts';

/** The event that tells of entries. */
export const eventOf = (entries: AuditEntryFact[]): DomainEvent<AuditEntriesRecorded> =>
  auditEntriesRecorded.create(
    {
      // Each batch is a thing of its own: there is nothing to put in order.
      aggregate: { id: newId(), version: 1 },
      shopId: entries[0]?.shopId ?? '',
      actor: systemActor('audit'),
      occurredAt: new Date(entries[0]?.at ?? 0),
    },
    { entries },
  );

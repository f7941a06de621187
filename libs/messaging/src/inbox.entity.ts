import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An event this consumer has applied. Kept longer than any stream keeps the event. */
@Entity('inbox')
export class InboxRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'inbox_pkey' }) readonly consumer: string;
  @PrimaryColumn('uuid', { name: 'event_id', primaryKeyConstraintName: 'inbox_pkey' })
  readonly eventId: string;
  @Index('inbox_received_at_idx')
  @Column('timestamptz', { name: 'received_at', default: () => 'now()' })
  readonly receivedAt: Date;
}

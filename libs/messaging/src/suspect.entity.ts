import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An event that may be what ended processes, how often handling it alone was begun, and nothing came of that. */
@Entity('suspects')
export class Suspect {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'suspects_pkey' }) readonly consumer: string;
  @PrimaryColumn('uuid', { name: 'event_id', primaryKeyConstraintName: 'suspects_pkey' })
  readonly eventId: string;
  @Column('integer') readonly begun: number;
  @Index('suspects_begun_at_idx')
  @Column('timestamptz', { name: 'begun_at', default: () => 'now()' })
  readonly begunAt: Date;
}

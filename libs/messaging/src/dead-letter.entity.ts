import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A message no consumer could handle, for somebody to look at, replay or discard. */
@Entity('dead_letters')
@Index('dead_letters_consumer_event_id_key', ['consumer', 'eventId'], { unique: true })
export class DeadLetter {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'dead_letters_pkey' }) readonly id: string;
  @Column('text') readonly consumer: string;
  /** Id of the event, or a hash of a message that is none. */
  @Column('text', { name: 'event_id' }) readonly eventId: string;
  @Column('text') readonly subject: string;
  /** What was received, as text. */
  @Column('text') readonly payload: string;
  /** Why it could not be handled, the last time. */
  @Column('text') readonly reason: string;
  @Column('integer') readonly deliveries: number;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) readonly createdAt: Date;
}

import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The visit that a visitor or contact is at, or was last. */
@Entity('latest_visits')
export class LatestVisit {
  @PrimaryColumn('uuid', { name: 'visitor_id', primaryKeyConstraintName: 'latest_visits_pkey' })
  readonly visitorId: string;
  @Column('uuid', { name: 'visit_id' }) readonly visitId: string;
  @Column('timestamptz', { name: 'started_at' }) readonly startedAt: Date;
  @Column('timestamptz', { name: 'last_seen_at' })
  @Index('latest_visits_last_seen_at_idx')
  readonly lastSeenAt: Date;
  /** For whom it is: acting for another customer is another visit. */
  @Column('uuid', { name: 'customer_id', nullable: true }) readonly customerId: string | null;
}

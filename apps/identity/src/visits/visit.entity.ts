import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Somebody looking at the storefront, without half an hour of silence in between. Kept by months. */
@Entity('visits')
@Index('visits_customer_id_idx', ['customerId', 'startedAt', 'id'])
@Index('visits_ip_idx', ['ip', 'customerId'])
export class Visit {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'visits_pkey' }) readonly id: string;
  @PrimaryColumn('timestamptz', { name: 'started_at', primaryKeyConstraintName: 'visits_pkey' })
  readonly startedAt: Date;
  @Column('timestamptz', { name: 'last_seen_at' }) readonly lastSeenAt: Date;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  /** The visitor or the contact. */
  @Column('uuid', { name: 'visitor_id' }) readonly visitorId: string;
  /** Without a foreign key, which would be looked at whenever a month is made or dropped. */
  @Column('uuid', { name: 'customer_id', nullable: true }) readonly customerId: string | null;
  @Column('integer') readonly pages: number;
  @Column('text', { name: 'referrer_host', nullable: true }) readonly referrerHost: string | null;
  @Column('text', { name: 'landing_page' }) readonly landingPage: string;
  @Column('inet', { nullable: true }) readonly ip: string | null;
}

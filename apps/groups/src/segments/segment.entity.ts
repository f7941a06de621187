import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Whether who is in a segment is all reckoned yet. Deleted ones are being taken apart. */
export const SEGMENT_STATES = ['building', 'ready'] as const;
export type SegmentState = (typeof SEGMENT_STATES)[number];

/** A set of customers, by a rule, by groups and by hand. */
@Entity('segments')
@Index('segments_shop_id_created_at_idx', ['shopId', 'createdAt', 'id'])
@Index('segments_facts_idx', { synchronize: false })
export class Segment {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'segments_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  /** Name per language (BCP 47). */
  @Column('jsonb') name: Record<string, string>;
  /** A checked `Rule`; null: nobody is in it by one. */
  @Column('jsonb', { nullable: true }) rule: object | null;
  @Column('uuid', { name: 'included_group_ids', array: true }) includedGroupIds: string[];
  @Column('uuid', { name: 'excluded_group_ids', array: true }) excludedGroupIds: string[];
  /** What it depends on. */
  @Column('text', { array: true }) facts: string[];
  /** Whether the passing of time alone brings customers in or out. */
  @Column('boolean', { name: 'is_timed' }) isTimed: boolean;
  /** Up to when that has been looked at. */
  @Column('timestamptz', { name: 'timed_until' }) timedUntil: Date;
  @Column('text') state: SegmentState | 'deleted';
  /** When all customers were last looked at. */
  @Column('timestamptz', { name: 'built_at', nullable: true }) builtAt: Date | null;
  @Column('integer') version: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
}

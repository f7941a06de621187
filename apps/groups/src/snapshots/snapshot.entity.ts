import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What can be told again from the beginning. */
export type SnapshotSubject = 'groups' | 'memberships';

/** Telling a subject again is under way: how far it has come. */
@Entity('snapshots')
export class Snapshot {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'snapshots_pkey' }) readonly subject: SnapshotSubject;
  /** Id of the last that was told; null at the beginning. */
  @Column('uuid', { name: 'told_until', nullable: true }) readonly toldUntil: string | null;
  @Column('timestamptz', { name: 'requested_at' }) readonly requestedAt: Date;
}

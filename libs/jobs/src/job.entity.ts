import type { Actor } from '@clientele/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { JobCounts, JobFailure, JobState } from './job';

/** Long work: what is asked, how far it is, and who is at it. */
@Entity('jobs')
@Index('jobs_open_idx', ['kind', 'createdAt', 'id'], { where: 'finished_at IS NULL' })
@Index('jobs_shop_id_resource_created_at_idx', ['shopId', 'resource', 'createdAt', 'id'])
export class Job {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'jobs_pkey' }) readonly id: string;
  /** First segment of its path. */
  @Column('text') readonly resource: string;
  /** Which handler does it. */
  @Column('text') readonly kind: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  /** Who asked for it. */
  @Column('jsonb') readonly actor: Actor;
  @Column('jsonb') readonly input: object;
  @Column('text') state: JobState;
  @Column('boolean', { name: 'cancel_requested', default: false }) cancelRequested: boolean;
  /** Where to go on; null: at the beginning. */
  @Column('jsonb', { nullable: true }) cursor: object | null;
  /** 0 to 1. */
  @Column('double precision', { default: 0 }) progress: number;
  @Column('jsonb', { default: {} }) counts: JobCounts;
  @Column('jsonb', { nullable: true }) result: object | null;
  @Column('jsonb', { nullable: true }) failure: JobFailure | null;
  /** How often it was begun since it last got further. */
  @Column('integer', { default: 0 }) attempts: number;
  /** One id per claim, so that a worker that lost it cannot go on. */
  @Column('uuid', { name: 'lease_owner', nullable: true }) leaseOwner: string | null;
  /** By the clock of the database. */
  @Column('timestamptz', { name: 'lease_until', nullable: true }) leaseUntil: Date | null;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt: Date | null;
  @Column('timestamptz', { name: 'finished_at', nullable: true })
  @Index('jobs_finished_at_idx')
  finishedAt: Date | null;
  @Column('integer', { default: 1 }) version: number;
}

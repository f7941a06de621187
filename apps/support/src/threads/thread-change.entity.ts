import type { Actor } from '@clientele/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { ThreadChanges } from './thread.domain';
import { Thread } from './thread.entity';

/** Who changed what of a thread. Never changed itself. */
@Entity('thread_changes')
@Index('thread_changes_thread_id_idx', ['threadId', 'createdAt', 'id'])
export class ThreadChange {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'thread_changes_pkey' }) readonly id: string;
  @Column('uuid', { name: 'thread_id' }) readonly threadId: string;
  @Column('text', { name: 'actor_kind' }) readonly actorKind: Actor['kind'];
  @Column('text', { name: 'actor_id' }) readonly actorId: string;
  @Column('jsonb') readonly changes: ThreadChanges;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;

  @ManyToOne(() => Thread)
  @JoinColumn({ name: 'thread_id', foreignKeyConstraintName: 'thread_changes_thread_id_fkey' })
  readonly thread?: Thread;
}

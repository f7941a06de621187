import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Thread } from './thread.entity';

/** Which side wrote. */
export type Sender = 'customer' | 'employee';

/** By which way a message came. */
export type Channel = 'form' | 'api';

/** One contribution to a thread. */
@Entity('messages')
@Index('messages_thread_id_created_at_idx', ['threadId', 'createdAt', 'id'])
export class Message {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'messages_pkey' }) readonly id: string;
  @Column('uuid', { name: 'thread_id' }) readonly threadId: string;
  @Column('text') readonly sender: Sender;
  /** The employee or contact, if one is known. */
  @Column('uuid', { name: 'author_id', nullable: true }) readonly authorId: string | null;
  @Column('text') readonly channel: Channel;
  @Column('text') readonly text: string;
  /** Its Message-ID, if it went by mail. */
  @Index('messages_internet_message_id_idx')
  @Column('text', { name: 'internet_message_id', nullable: true })
  readonly internetMessageId: string | null;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;

  @ManyToOne(() => Thread)
  @JoinColumn({ name: 'thread_id', foreignKeyConstraintName: 'messages_thread_id_fkey' })
  readonly thread?: Thread;
}

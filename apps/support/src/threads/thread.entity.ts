import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Inbox } from '../inboxes/inbox.entity';
import type { ThreadStatus } from './thread.domain';

/** What somebody wrote to the shop about, and all that was said since. */
@Entity('threads')
@Index('threads_number_key', ['number'], { unique: true })
@Index('threads_inbox_id_last_message_at_idx', ['inboxId', 'lastMessageAt', 'id'])
@Index('threads_shop_id_last_message_at_idx', ['shopId', 'lastMessageAt', 'id'])
@Index('threads_shop_id_status_last_message_at_idx', ['shopId', 'status', 'lastMessageAt', 'id'])
@Index('threads_shop_id_created_at_idx', ['shopId', 'createdAt', 'id'])
@Index('threads_customer_id_last_message_at_idx', ['customerId', 'lastMessageAt', 'id'])
@Index('threads_assignee_id_last_message_at_idx', ['assigneeId', 'lastMessageAt', 'id'])
@Index('threads_unread_idx', ['shopId', 'lastMessageAt', 'id'], { where: 'unread' })
@Index('threads_email_idx', { synchronize: false })
export class Thread {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'threads_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  /** What people quote. */
  @Column('bigint') readonly number: string;
  @Column('uuid', { name: 'inbox_id' }) readonly inboxId: string;
  @Column('text') subject: string;
  /** Who wrote, and gets the replies. */
  @Column('text') readonly email: string;
  /** The customer acted for, if the writer was logged in. */
  @Column('uuid', { name: 'customer_id', nullable: true }) readonly customerId: string | null;
  @Column('uuid', { name: 'contact_id', nullable: true }) readonly contactId: string | null;
  /** As it was written; proven to be the customer's only if there is an `orderId`. */
  @Column('text', { name: 'order_reference', nullable: true }) readonly orderReference: string | null;
  @Column('uuid', { name: 'order_id', nullable: true }) readonly orderId: string | null;
  @Column('text', { name: 'product_id', nullable: true }) readonly productId: string | null;
  @Column('text') status: ThreadStatus;
  /** The employee in charge. */
  @Column('uuid', { name: 'assignee_id', nullable: true }) assigneeId: string | null;
  /** Whether the shop has yet to look at it. */
  @Column('boolean') unread: boolean;
  @Column('timestamptz', { name: 'last_message_at' }) lastMessageAt: Date;
  /** When an employee first replied. */
  @Column('timestamptz', { name: 'first_response_at', nullable: true }) firstResponseAt: Date | null;
  @Column('integer') version: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;

  @ManyToOne(() => Inbox)
  @JoinColumn({ name: 'inbox_id', foreignKeyConstraintName: 'threads_inbox_id_fkey' })
  readonly inbox?: Inbox;
}

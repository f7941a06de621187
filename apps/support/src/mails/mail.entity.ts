import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Message } from '../threads/message.entity';
import { Thread } from '../threads/thread.entity';
import type { MailKind, MailState } from './mail.domain';

/** A mail on its way out, complete when it is queued: every attempt sends the same. */
@Entity('mails')
@Index('mails_message_id_key', ['messageId'], { unique: true })
@Index('mails_internet_message_id_key', ['internetMessageId'], { unique: true })
@Index('mails_next_attempt_at_idx', ['nextAttemptAt'], { where: "state = 'queued'" })
@Index('mails_leased_until_idx', ['leasedUntil'], { where: "state = 'sending'" })
@Index('mails_shop_id_created_at_idx', ['shopId', 'createdAt', 'id'])
@Index('mails_shop_id_state_created_at_idx', ['shopId', 'state', 'createdAt', 'id'])
@Index('mails_to_address_idx', { synchronize: false })
@Index('mails_customer_id_idx', ['customerId', 'createdAt', 'id'])
export class Mail {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'mails_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  @Column('text') readonly kind: MailKind;
  @Index('mails_thread_id_idx')
  @Column('uuid', { name: 'thread_id', nullable: true })
  readonly threadId: string | null;
  /** Whom it is about: the customer of its thread, or the only one that its reader acts for. */
  @Column('uuid', { name: 'customer_id', nullable: true }) readonly customerId: string | null;
  /** The message of the thread that it carries. */
  @Column('uuid', { name: 'message_id', nullable: true }) readonly messageId: string | null;
  @Column('text', { name: 'from_name' }) readonly fromName: string;
  @Column('text', { name: 'from_address' }) readonly fromAddress: string;
  @Column('text', { name: 'to_address' }) readonly toAddress: string;
  @Column('text', { name: 'reply_to' }) readonly replyTo: string;
  @Column('text') readonly subject: string;
  @Column('text') readonly text: string;
  @Column('text', { nullable: true }) readonly html: string | null;
  /** Its Message-ID: with angle brackets, and the same in every attempt. */
  @Column('text', { name: 'internet_message_id' }) readonly internetMessageId: string;
  @Column('text', { name: 'in_reply_to', nullable: true }) readonly inReplyTo: string | null;
  @Column('text', { name: 'references_ids', array: true }) readonly references: string[];
  /** Of a mail about an account: the contact whose it is. */
  @Index('mails_contact_id_idx', { where: 'contact_id IS NOT NULL' })
  @Column('uuid', { name: 'contact_id', nullable: true })
  readonly contactId: string | null;
  /** One-time link of identity, whose address is put into the text when it is sent. */
  @Column('uuid', { name: 'link_id', nullable: true }) readonly linkId: string | null;
  @Column('text') readonly state: MailState;
  /** How often sending was begun; also tells the holder of a lease from an earlier one. */
  @Column('integer') readonly attempts: number;
  /** How many processes ended while they were sending it. */
  @Column('integer', { default: 0 }) readonly losses: number;
  /** When it is due; set while it is queued. */
  @Column('timestamptz', { name: 'next_attempt_at', nullable: true }) readonly nextAttemptAt: Date | null;
  /** Until when its sender has it for itself, by the clock of the database; set while it is being sent. */
  @Column('timestamptz', { name: 'leased_until', nullable: true }) readonly leasedUntil: Date | null;
  /** Whether the server may have accepted it without our knowing. */
  @Column('boolean', { name: 'outcome_unknown' }) readonly outcomeUnknown: boolean;
  @Column('text', { name: 'last_error', nullable: true }) readonly lastError: string | null;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) readonly sentAt: Date | null;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;

  @ManyToOne(() => Thread)
  @JoinColumn({ name: 'thread_id', foreignKeyConstraintName: 'mails_thread_id_fkey' })
  readonly thread?: Thread;

  @ManyToOne(() => Message)
  @JoinColumn({ name: 'message_id', foreignKeyConstraintName: 'mails_message_id_fkey' })
  readonly message?: Message;
}

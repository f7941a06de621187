import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { ContactLink } from '../contacts/contact-link.entity';
import { Session } from './session.entity';

/**
 * A refresh token as it is now. Each use replaces its secret by the next, so one row stands for the whole chain;
 * a session has one per customer that was chosen in it.
 */
@Entity('refresh_tokens')
export class RefreshToken {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'refresh_tokens_pkey' }) readonly id: string;
  @Column('uuid', { name: 'session_id' })
  @Index('refresh_tokens_session_id_idx')
  readonly sessionId: string;
  /** Whom the contact acts for with it; null while no customer is chosen. */
  @Column('uuid', { name: 'link_id', nullable: true })
  @Index('refresh_tokens_link_id_idx')
  readonly linkId: string | null;
  /** How often it was used. */
  @Column('integer') generation: number;
  /** SHA-256 of the secret that is good now. */
  @Column('bytea') hash: Buffer;
  @Column('timestamptz', { name: 'rotated_at' }) rotatedAt: Date;
  /** Moves on at each use. */
  @Column('timestamptz', { name: 'expires_at' }) @Index('refresh_tokens_expires_at_idx') expiresAt: Date;

  @ManyToOne(() => Session, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'refresh_tokens_session_id_fkey' })
  readonly session?: Session;

  @ManyToOne(() => ContactLink, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'link_id', foreignKeyConstraintName: 'refresh_tokens_link_id_fkey' })
  readonly link?: ContactLink;
}

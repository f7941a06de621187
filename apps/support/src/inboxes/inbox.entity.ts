import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What the shop's visitors choose from when they write: a subject, and the address behind it. */
@Entity('inboxes')
@Index('inboxes_shop_id_position_idx', ['shopId', 'position', 'id'])
export class Inbox {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'inboxes_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  /** Name per language (BCP 47). */
  @Column('jsonb') title: Record<string, string>;
  /** One line per language. */
  @Column('jsonb') description: Record<string, string>;
  @Column('text') email: string;
  /** Whether threads are kept; otherwise messages are only forwarded by mail. */
  @Column('boolean', { name: 'save_messages' }) saveMessages: boolean;
  @Column('integer') position: number;
  @Column('boolean') enabled: boolean;
  @Column('integer') version: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
}

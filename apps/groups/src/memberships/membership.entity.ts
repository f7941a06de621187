import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Group } from '../groups/group.entity';
import type { BaseSource } from './member.domain';

/** A customer is in a group. */
@Entity('memberships')
@Index('memberships_group_id_idx', ['groupId', 'customerId'])
@Index('memberships_not_reminded_idx', ['expiresAt'], {
  where: 'expires_at IS NOT NULL AND reminded_for IS DISTINCT FROM expires_at',
})
@Index('memberships_expires_at_idx', ['expiresAt'], { where: 'expires_at IS NOT NULL' })
@ForeignKey('Member', ['customerId'], ['customerId'], {
  name: 'memberships_customer_id_fkey',
  onDelete: 'CASCADE',
})
@ForeignKey(() => Group, ['groupId'], ['id'], { name: 'memberships_group_id_fkey' })
@ForeignKey('Grant', ['grantId'], ['id'], { name: 'memberships_grant_id_fkey' })
export class Membership {
  @PrimaryColumn('uuid', { name: 'customer_id', primaryKeyConstraintName: 'memberships_pkey' })
  readonly customerId: string;
  @PrimaryColumn('uuid', { name: 'group_id', primaryKeyConstraintName: 'memberships_pkey' })
  readonly groupId: string;
  @Column('timestamptz', { name: 'started_at' }) readonly startedAt: Date;
  /** Null: for good. */
  @Column('timestamptz', { name: 'expires_at', nullable: true }) readonly expiresAt: Date | null;
  /** When it was last made the customer's default; the latest of them is the default. */
  @Column('timestamptz', { name: 'default_at', nullable: true }) readonly defaultAt: Date | null;
  /** When it was last made the default otherwise than by an order, if an order did so again since. */
  @Column('timestamptz', { name: 'chosen_at', nullable: true }) readonly chosenAt: Date | null;
  /** What it rests on besides orders, and until when that lasts. */
  @Column('text', { name: 'base_source', nullable: true }) readonly baseSource: BaseSource | null;
  @Column('timestamptz', { name: 'base_expires_at', nullable: true }) readonly baseExpiresAt: Date | null;
  /** The grant that decided `expiresAt`, if one did. */
  @Index('memberships_grant_id_idx', { where: 'grant_id IS NOT NULL' })
  @Column('uuid', { name: 'grant_id', nullable: true })
  readonly grantId: string | null;
  /** The end that was announced some days before it, if one was. */
  @Column('timestamptz', { name: 'reminded_for', nullable: true }) readonly remindedFor: Date | null;
}

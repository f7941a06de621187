import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Repurchase } from './grant.domain';

/**
 * What a line of a paid order gave by a rule, once. Kept when the membership ends, and when rule or group are
 * deleted: it is the memory that the line was dealt with.
 */
@Entity('grants')
@Index('grants_order_line_id_rule_id_group_id_key', ['orderLineId', 'ruleId', 'groupId'], { unique: true })
@Index('grants_customer_id_group_id_idx', ['customerId', 'groupId'])
@Index('grants_order_id_idx', ['orderId'])
export class Grant {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'grants_pkey' }) readonly id: string;
  @Column('uuid', { name: 'customer_id' }) readonly customerId: string;
  @Column('uuid', { name: 'group_id' }) readonly groupId: string;
  @Column('uuid', { name: 'order_id' }) readonly orderId: string;
  /** The line, or the order itself where its amount gave it. */
  @Column('uuid', { name: 'order_line_id' }) readonly orderLineId: string;
  /** Null where the amount of the order gave it. */
  @Column('text', { name: 'product_id', nullable: true }) readonly productId: string | null;
  @Column('uuid', { name: 'rule_id' }) readonly ruleId: string;
  /** When the payment was accepted. */
  @Column('timestamptz', { name: 'granted_at' }) readonly grantedAt: Date;
  /** For how long (ISO 8601), or until when; neither: for good. */
  @Column('text', { nullable: true }) readonly duration: string | null;
  @Column('timestamptz', { nullable: true }) readonly until: Date | null;
  @Column('text', { name: 'on_repurchase' }) readonly onRepurchase: Repurchase;
  /** Whether it goes when the order does. */
  @Column('boolean', { name: 'take_back', default: true }) readonly takeBack: boolean;
  /** Whether it made the group the customer's default. */
  @Column('boolean', { name: 'makes_default', default: false }) readonly makesDefault: boolean;
  /** It began a time in the group for one of two customers who were merged since. */
  @Column('boolean', { name: 'began_apart', default: false }) readonly beganApart: boolean;
  /** Since when it no longer counts: somebody decided otherwise by hand, or the order went back. */
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) readonly revokedAt: Date | null;
}

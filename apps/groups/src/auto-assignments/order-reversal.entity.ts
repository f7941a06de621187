import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A line of an order went back, or the whole order: then the order stands in place of a line. */
@Entity('order_reversals')
export class OrderReversal {
  @PrimaryColumn('uuid', { name: 'order_id', primaryKeyConstraintName: 'order_reversals_pkey' })
  readonly orderId: string;
  @PrimaryColumn('uuid', { name: 'line_id', primaryKeyConstraintName: 'order_reversals_pkey' })
  readonly lineId: string;
  @Column('timestamptz', { name: 'reversed_at' }) readonly reversedAt: Date;
}

import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Shop } from '../shops/shop.entity';

/** Employees who look after customers together. */
@Entity('sales_teams')
@Index('sales_teams_shop_id_name_key', { synchronize: false })
@Index('sales_teams_shop_id_created_at_idx', ['shopId', 'createdAt', 'id'])
export class SalesTeam {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'sales_teams_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  @Column('text') name: string;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  /** Counts every change, of members and responsibilities too. */
  @Column('integer') version: number;

  @ManyToOne(() => Shop)
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'sales_teams_shop_id_fkey' })
  readonly shop?: Shop;
}

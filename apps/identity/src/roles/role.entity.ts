import type { EmployeePermission } from '@clientele/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Shop } from '../shops/shop.entity';

/** What an employee may do. */
@Entity('roles')
@Index('roles_shop_id_code_key', ['shopId', 'code'], { unique: true })
@Index('roles_shop_id_position_idx', ['shopId', 'position', 'id'])
export class Role {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'roles_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  /** The delivered roles have one. */
  @Column('text', { nullable: true }) readonly code: string | null;
  /** Name per language (BCP 47). */
  @Column('jsonb') name: Record<string, string>;
  @Column('integer') position: number;
  @Column('text', { array: true }) permissions: EmployeePermission[];
  /** Whether those who have it log in with a second factor. */
  @Column('boolean', { name: 'two_factor_required', default: false }) twoFactorRequired: boolean;
  @Column('integer', { default: 1 }) version: number;

  @ManyToOne(() => Shop)
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'roles_shop_id_fkey' })
  readonly shop?: Shop;
}

import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Role } from '../roles/role.entity';
import { Shop } from '../shops/shop.entity';

/** Somebody who works for the shop. */
@Entity('employees')
@Index('employees_shop_id_normalized_email_key', ['shopId', 'normalizedEmail'], { unique: true })
@Index('employees_shop_id_last_name_idx', { synchronize: false })
@Index('employees_shop_id_created_at_idx', ['shopId', 'createdAt', 'id'])
export class Employee {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'employees_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  @Column('uuid', { name: 'role_id' }) @Index('employees_role_id_idx') roleId: string;
  @Column('text', { name: 'first_name' }) firstName: string;
  @Column('text', { name: 'last_name' }) lastName: string;
  /** As typed. */
  @Column('text') email: string;
  @Column({ type: 'text', name: 'normalized_email', collation: 'C' }) normalizedEmail: string;
  /** argon2id, as a PHC string; null: invited, cannot log in yet. */
  @Column('text', { name: 'password_hash', nullable: true }) passwordHash: string | null;
  @Column('boolean') enabled: boolean;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('integer', { default: 1 }) version: number;

  @ManyToOne(() => Shop)
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'employees_shop_id_fkey' })
  readonly shop?: Shop;

  @ManyToOne(() => Role)
  @JoinColumn({ name: 'role_id', foreignKeyConstraintName: 'employees_role_id_fkey' })
  readonly role?: Role;
}

import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Contact } from '../contacts/contact.entity';
import { Employee } from '../employees/employee.entity';
import { Shop } from '../shops/shop.entity';

/** From a login to its end, at the latest 30 days later. Its refresh tokens end with it. */
@Entity('sessions')
export class Session {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'sessions_pkey' }) readonly id: string;
  @Column('uuid', { name: 'contact_id', nullable: true })
  @Index('sessions_contact_id_idx')
  readonly contactId: string | null;
  @Column('uuid', { name: 'employee_id', nullable: true })
  @Index('sessions_employee_id_idx')
  readonly employeeId: string | null;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('timestamptz', { name: 'expires_at' })
  @Index('sessions_expires_at_idx')
  readonly expiresAt: Date;

  /** From where it was logged in. */
  @Column('text', { nullable: true }) readonly address: string | null;
  @Column('text', { name: 'user_agent', nullable: true }) readonly userAgent: string | null;

  /** Of the shops that share customers, the one where it was logged in; null: the main one. */
  @Column('uuid', { name: 'at_shop_id', nullable: true }) readonly atShopId: string | null;

  @ManyToOne(() => Contact, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'contact_id', foreignKeyConstraintName: 'sessions_contact_id_fkey' })
  readonly contact?: Contact;

  @ManyToOne(() => Employee, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'employee_id', foreignKeyConstraintName: 'sessions_employee_id_fkey' })
  readonly employee?: Employee;

  @ManyToOne(() => Shop)
  @JoinColumn({ name: 'at_shop_id', foreignKeyConstraintName: 'sessions_at_shop_id_fkey' })
  readonly atShop?: Shop;
}

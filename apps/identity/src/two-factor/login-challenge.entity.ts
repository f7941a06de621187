import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Contact } from '../contacts/contact.entity';
import { Employee } from '../employees/employee.entity';
import { Shop } from '../shops/shop.entity';

/** A log-in of which the password was right and the code is missing. */
@Entity('login_challenges')
export class LoginChallenge {
  /** SHA-256 of what the caller has. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'login_challenges_pkey' }) readonly hash: Buffer;
  @Column('uuid', { name: 'contact_id', nullable: true })
  @Index('login_challenges_contact_id_idx')
  readonly contactId: string | null;
  @Column('uuid', { name: 'employee_id', nullable: true })
  @Index('login_challenges_employee_id_idx')
  readonly employeeId: string | null;
  /** Of the shops that share customers, the one that is logged in at; null: the main one. */
  @Column('uuid', { name: 'at_shop_id', nullable: true }) readonly atShopId: string | null;
  @Column('integer') readonly tries: number;
  @Column('timestamptz', { name: 'expires_at' })
  @Index('login_challenges_expires_at_idx')
  readonly expiresAt: Date;

  @ManyToOne(() => Contact, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'contact_id', foreignKeyConstraintName: 'login_challenges_contact_id_fkey' })
  readonly contact?: Contact;

  @ManyToOne(() => Employee, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'employee_id', foreignKeyConstraintName: 'login_challenges_employee_id_fkey' })
  readonly employee?: Employee;

  @ManyToOne(() => Shop)
  @JoinColumn({ name: 'at_shop_id', foreignKeyConstraintName: 'login_challenges_at_shop_id_fkey' })
  readonly atShop?: Shop;
}

import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Contact } from '../contacts/contact.entity';
import { Employee } from '../employees/employee.entity';

/** The second proof that an account asks for: codes of an app, which share a secret with us. */
@Entity('two_factors')
@Index('two_factors_contact_id_key', ['contactId'], { unique: true })
@Index('two_factors_employee_id_key', ['employeeId'], { unique: true })
export class TwoFactor {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'two_factors_pkey' }) readonly id: string;
  @Column('uuid', { name: 'contact_id', nullable: true }) readonly contactId: string | null;
  @Column('uuid', { name: 'employee_id', nullable: true }) readonly employeeId: string | null;
  /** Encrypted. */
  @Column('bytea') readonly secret: Buffer;
  /** Time step of the last code that was accepted: it and those before are used up. */
  @Column('bigint', { name: 'last_step' }) readonly lastStep: string;
  /** When a code showed that the app has the secret; before, none is asked for. */
  @Column('timestamptz', { name: 'confirmed_at', nullable: true }) readonly confirmedAt: Date | null;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;

  @ManyToOne(() => Contact, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'contact_id', foreignKeyConstraintName: 'two_factors_contact_id_fkey' })
  readonly contact?: Contact;

  @ManyToOne(() => Employee, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'employee_id', foreignKeyConstraintName: 'two_factors_employee_id_fkey' })
  readonly employee?: Employee;
}

import { Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { TwoFactor } from './two-factor.entity';

/** A code for who has lost the app; it is gone once it is used. */
@Entity('recovery_codes')
export class RecoveryCode {
  @PrimaryColumn('uuid', { name: 'two_factor_id', primaryKeyConstraintName: 'recovery_codes_pkey' })
  readonly twoFactorId: string;
  /** SHA-256. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'recovery_codes_pkey' }) readonly hash: Buffer;

  @ManyToOne(() => TwoFactor, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'two_factor_id', foreignKeyConstraintName: 'recovery_codes_two_factor_id_fkey' })
  readonly twoFactor?: TwoFactor;
}

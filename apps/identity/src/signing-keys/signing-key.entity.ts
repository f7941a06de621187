import type { JWK } from 'jose';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A key that signs access tokens: published before it is used, and until the last token it signed is over. */
@Entity('signing_keys')
@Index('signing_keys_state_key', ['state'], { unique: true, where: `state <> 'retired'` })
export class SigningKey {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'signing_keys_pkey' }) readonly id: string;
  @Column('text') state: 'next' | 'active' | 'retired';
  @Column('jsonb', { name: 'public_jwk' }) readonly publicJwk: JWK;
  /** Encrypted PKCS #8. */
  @Column('bytea', { name: 'private_key' }) readonly privateKey: Buffer;
  /** When every verifier has had the time to learn it. */
  @Column('timestamptz', { name: 'usable_at' }) readonly usableAt: Date;
  @Column('timestamptz', { name: 'activated_at', nullable: true }) activatedAt: Date | null;
  /** When the last token it signed is over. */
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt: Date | null;
}

import type { ClientScope } from '@clientele/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Shop } from '../shops/shop.entity';

/** A storefront server, or another program, that calls the API by itself. */
@Entity('api_clients')
@Index('api_clients_shop_id_created_at_idx', ['shopId', 'createdAt', 'id'])
export class ApiClient {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'api_clients_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  @Column('text') name: string;
  @Column('text', { array: true }) scopes: ClientScope[];
  @Column('boolean') enabled: boolean;
  /** SHA-256: the secret is random and long, so that guessing it is hopeless without a slow hash, too. */
  @Column('bytea', { name: 'secret_hash' }) secretHash: Buffer;
  /** Of the secret before, which is good until it expires. */
  @Column('bytea', { name: 'previous_hash', nullable: true }) previousHash: Buffer | null;
  @Column('timestamptz', { name: 'previous_expires_at', nullable: true }) previousExpiresAt: Date | null;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('integer') version: number;

  @ManyToOne(() => Shop)
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'api_clients_shop_id_fkey' })
  readonly shop?: Shop;
}

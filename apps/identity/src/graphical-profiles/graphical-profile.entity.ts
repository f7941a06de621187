import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Customer } from '../customers/customer.entity';
import { Shop } from '../shops/shop.entity';

/** How the storefront looks for a customer, for a group or segment, or for the shop. */
@Entity('graphical_profiles')
@Index('graphical_profiles_customer_id_key', ['customerId'], { unique: true })
@Index('graphical_profiles_shop_id_group_id_key', ['shopId', 'groupId'], { unique: true })
@Index('graphical_profiles_shop_id_segment_id_key', ['shopId', 'segmentId'], { unique: true })
@Index('graphical_profiles_shop_id_key', ['shopId'], {
  unique: true,
  where: 'customer_id IS NULL AND group_id IS NULL AND segment_id IS NULL',
})
@Index('graphical_profiles_logo_file_id_key', ['logoFileId'], { unique: true })
@Index('graphical_profiles_shop_id_created_at_idx', ['shopId', 'createdAt', 'id'])
export class GraphicalProfile {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'graphical_profiles_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  @Column('uuid', { name: 'customer_id', nullable: true }) readonly customerId: string | null;
  /** Of the service groups. */
  @Column('uuid', { name: 'group_id', nullable: true }) readonly groupId: string | null;
  /** Of the service groups. */
  @Column('uuid', { name: 'segment_id', nullable: true }) readonly segmentId: string | null;
  /** `#rrggbb` by what it colours. */
  @Column('jsonb') colours: Record<string, string>;
  /** Families by what is written in them. */
  @Column('jsonb') fonts: Record<string, string>;
  /** Per language. */
  @Column('jsonb', { name: 'header_text' }) headerText: Record<string, string>;
  /** Whatever else the storefront wants to know. */
  @Column('jsonb') custom: Record<string, string>;
  /** In the store of files. */
  @Column('uuid', { name: 'logo_file_id', nullable: true }) logoFileId: string | null;
  @Column('integer', { name: 'logo_width', nullable: true }) logoWidth: number | null;
  @Column('integer', { name: 'logo_height', nullable: true }) logoHeight: number | null;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  @Column('integer') version: number;

  @ManyToOne(() => Shop)
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'graphical_profiles_shop_id_fkey' })
  readonly shop?: Shop;

  @ManyToOne(() => Customer, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'customer_id', foreignKeyConstraintName: 'graphical_profiles_customer_id_fkey' })
  readonly customer?: Customer;
}

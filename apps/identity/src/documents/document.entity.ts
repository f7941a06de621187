import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Customer } from '../customers/customer.entity';
import { Shop } from '../shops/shop.entity';

/** A file that the shop keeps on a customer, a group or a segment. */
@Entity('documents')
@Index('documents_file_id_key', ['fileId'], { unique: true })
@Index('documents_shop_id_created_at_idx', ['shopId', 'createdAt', 'id'])
@Index('documents_shop_id_name_idx', { synchronize: false })
@Index('documents_shop_id_size_idx', ['shopId', 'size', 'id'])
@Index('documents_customer_id_idx', ['customerId', 'createdAt', 'id'])
@Index('documents_group_id_idx', ['groupId', 'createdAt', 'id'])
@Index('documents_segment_id_idx', ['segmentId', 'createdAt', 'id'])
export class Document {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'documents_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  @Column('uuid', { name: 'customer_id', nullable: true }) readonly customerId: string | null;
  /** Of the service groups. */
  @Column('uuid', { name: 'group_id', nullable: true }) readonly groupId: string | null;
  /** Of the service groups as well. */
  @Column('uuid', { name: 'segment_id', nullable: true }) readonly segmentId: string | null;
  /** In the store of files. */
  @Column('uuid', { name: 'file_id' }) readonly fileId: string;
  @Column('text') name: string;
  @Column('text') readonly extension: string;
  @Column('text') readonly kind: string;
  @Column('text', { name: 'media_type' }) readonly mediaType: string;
  /** Bytes. */
  @Column('bigint') readonly size: string;
  @Column('text') readonly sha256: string;
  /** Whether customers see it. */
  @Column('boolean') visible: boolean;
  @Column('uuid', { name: 'uploaded_by' }) readonly uploadedBy: string;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  @Column('integer') version: number;

  @ManyToOne(() => Shop)
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'documents_shop_id_fkey' })
  readonly shop?: Shop;

  @ManyToOne(() => Customer, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'customer_id', foreignKeyConstraintName: 'documents_customer_id_fkey' })
  readonly customer?: Customer;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A shop as the service identity announces it. */
@Entity('known_shops')
export class KnownShop {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'known_shops_pkey' }) readonly id: string;
  /** The shop whose customers it shares; null: it has its own. */
  @Column('uuid', { name: 'main_shop_id', nullable: true }) readonly mainShopId: string | null;
  @Column('integer') readonly version: number;
}

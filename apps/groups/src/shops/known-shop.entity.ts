import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A shop as the service identity announces it. */
@Entity('known_shops')
export class KnownShop {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'known_shops_pkey' }) readonly id: string;
  /** IANA name. */
  @Column('text', { name: 'time_zone' }) readonly timeZone: string;
  /** The shop whose customers it shares; null: it has its own. */
  @Column('uuid', { name: 'main_shop_id', nullable: true }) readonly mainShopId: string | null;
  /** ISO 4217; null until it is told. It stays what it is. */
  @Column('text', { nullable: true }) readonly currency: string | null;
  @Column('integer') readonly version: number;
}

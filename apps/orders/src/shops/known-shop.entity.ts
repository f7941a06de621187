import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A shop as the service identity announces it. */
@Entity('known_shops')
export class KnownShop {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'known_shops_pkey' }) readonly id: string;
  /** IANA name. */
  @Column('text', { name: 'time_zone' }) readonly timeZone: string;
  @Column('integer') readonly version: number;
}

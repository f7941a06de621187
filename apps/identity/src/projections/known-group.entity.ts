import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A customer group, as the service groups announces it. */
@Entity('known_groups')
export class KnownGroup {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'known_groups_pkey' }) readonly id: string;
  /** Null: told of before whose it is was kept. */
  @Column('uuid', { name: 'shop_id', nullable: true }) readonly shopId: string | null;
  /** Name per language (BCP 47). */
  @Column('jsonb') readonly name: Record<string, string>;
  /** Kept, so that an older event that comes late does not bring the group back. */
  @Column('boolean') readonly deleted: boolean;
  @Column('integer') readonly version: number;
}

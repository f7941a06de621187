import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A customer became part of another, until that was undone. */
@Entity('known_merges')
export class KnownMerge {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'known_merges_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  @Column('uuid', { name: 'from_id' }) @Index('known_merges_from_id_idx') readonly fromId: string;
  @Column('uuid', { name: 'into_id' }) @Index('known_merges_into_id_idx') readonly intoId: string;
  @Column('boolean') readonly undone: boolean;
}

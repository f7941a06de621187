import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A membership that a merge gave another customer, with what either had before; gone when it was put back. */
@Entity('merged_memberships')
export class MergedMembership {
  @PrimaryColumn('uuid', { name: 'merge_id', primaryKeyConstraintName: 'merged_memberships_pkey' })
  readonly mergeId: string;
  @PrimaryColumn('uuid', { name: 'group_id', primaryKeyConstraintName: 'merged_memberships_pkey' })
  readonly groupId: string;
  /** Of the customer that was merged. */
  @Column('jsonb', { name: 'from_membership' }) readonly fromMembership: object;
  /** Of the survivor; null: it was not in the group. */
  @Column('jsonb', { name: 'into_membership', nullable: true }) readonly intoMembership: object | null;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whether automatic assignment is on in a shop; without a row it is. */
@Entity('auto_assignment_settings')
export class AutoAssignmentSettings {
  @PrimaryColumn('uuid', { name: 'shop_id', primaryKeyConstraintName: 'auto_assignment_settings_pkey' })
  readonly shopId: string;
  @Column('boolean') readonly enabled: boolean;
  @Column('integer') readonly version: number;
  @Column('timestamptz', { name: 'updated_at' }) readonly updatedAt: Date;
}

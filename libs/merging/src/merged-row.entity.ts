import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { KnownMerge } from './known-merge.entity';

/** A row that a merge gave another customer, as long as it was not put back. */
@Entity('merged_rows')
@ForeignKey(() => KnownMerge, ['mergeId'], ['id'], { name: 'merged_rows_merge_id_fkey' })
export class MergedRow {
  @PrimaryColumn('uuid', { name: 'merge_id', primaryKeyConstraintName: 'merged_rows_pkey' })
  readonly mergeId: string;
  /** The table. */
  @PrimaryColumn('text', { name: 'table_name', primaryKeyConstraintName: 'merged_rows_pkey' })
  readonly tableName: string;
  @PrimaryColumn('uuid', { name: 'row_id', primaryKeyConstraintName: 'merged_rows_pkey' })
  readonly rowId: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Group } from '../groups/group.entity';
import { StorefrontModule } from './module.entity';

/** What a group says of modules does not hold for this one: it is denied where others are allowed, or allowed. */
@Entity('module_exceptions')
@Index('module_exceptions_shop_id_module_key_idx', ['shopId', 'moduleKey'])
@ForeignKey(() => Group, ['groupId'], ['id'], {
  name: 'module_exceptions_group_id_fkey',
  onDelete: 'CASCADE',
})
@ForeignKey(() => StorefrontModule, ['shopId', 'moduleKey'], ['shopId', 'key'], {
  name: 'module_exceptions_module_key_fkey',
  onDelete: 'CASCADE',
})
export class ModuleException {
  @PrimaryColumn('uuid', { name: 'group_id', primaryKeyConstraintName: 'module_exceptions_pkey' })
  readonly groupId: string;
  @PrimaryColumn('text', { name: 'module_key', primaryKeyConstraintName: 'module_exceptions_pkey' })
  readonly moduleKey: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
}

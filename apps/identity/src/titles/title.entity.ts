import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { Shop } from '../shops/shop.entity';
import type { TitleType } from './titles.views';

/** A form of address. */
@Entity('titles')
@Unique('titles_id_shop_id_key', ['id', 'shopId'])
@Index('titles_shop_id_position_idx', ['shopId', 'position', 'id'])
export class Title {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'titles_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  @Column('text') type: TitleType;
  /** Name per language (BCP 47). */
  @Column('jsonb') name: Record<string, string>;
  @Column('integer') position: number;
  @Column('integer', { default: 1 }) version: number;

  @ManyToOne(() => Shop)
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'titles_shop_id_fkey' })
  readonly shop?: Shop;
}

import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import { Title } from './title.entity';

/** The picture of a title, in the database: some hundred bytes that come and go with the title in one transaction. */
@Entity('title_pictures')
export class TitlePicture {
  @PrimaryColumn('uuid', { name: 'title_id', primaryKeyConstraintName: 'title_pictures_pkey' })
  readonly titleId: string;
  /** PNG. */
  @Column('bytea') readonly bytes: Buffer;
  @Column('integer') readonly width: number;
  @Column('integer') readonly height: number;
  /** Of the bytes; the ETag. */
  @Column('text') readonly hash: string;

  @OneToOne(() => Title, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'title_id', foreignKeyConstraintName: 'title_pictures_title_id_fkey' })
  readonly title?: Title;
}

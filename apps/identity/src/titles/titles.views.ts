import { ApiProperty } from '@nestjs/swagger';

export const TITLE_TYPES = ['male', 'female', 'neutral'] as const;
export type TitleType = (typeof TITLE_TYPES)[number];

/** Size of a picture in pixels. */
export class PictureView {
  @ApiProperty({ type: 'integer' })
  width: number;
  @ApiProperty({ type: 'integer' })
  height: number;
}

/** A form of address. */
export class TitleView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: TITLE_TYPES })
  type: TitleType;
  /** Name per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  name: Record<string, string>;
  /** Place in lists, ascending. */
  position: number;
  /** The picture at `/v1/titles/{id}/image`; null where there is none. */
  @ApiProperty({ type: () => PictureView, nullable: true })
  picture: PictureView | null;
  /** Counts the changes; also the ETag. */
  version: number;
}

export class TitlesPageView {
  items: TitleView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

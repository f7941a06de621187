import { ApiProperty } from '@nestjs/swagger';

export const TITLE_TYPES = ['male', 'female', 'neutral'] as const;
export type TitleType = (typeof TITLE_TYPES)[number];

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
}

export class TitlesPageView {
  items: TitleView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

import { ApiProperty } from '@nestjs/swagger';

const TEXTS = { type: 'object', additionalProperties: { type: 'string' } } as const;

export class LogoView {
  /** Where the picture is, on this server; another picture has another address. */
  url: string;
  width: number;
  height: number;
}

/** How the storefront looks. */
export class LooksView {
  /** `#rrggbb` by what it colours. */
  @ApiProperty(TEXTS)
  colours: Record<string, string>;
  /** Families by what is written in them. */
  @ApiProperty(TEXTS)
  fonts: Record<string, string>;
  /** Per language. */
  @ApiProperty(TEXTS)
  headerText: Record<string, string>;
  /** Whatever else the storefront wants to know. */
  @ApiProperty(TEXTS)
  custom: Record<string, string>;
  @ApiProperty({ type: () => LogoView, nullable: true })
  logo: LogoView | null;
}

/** What a customer, a group, a segment or the shop adds to how the storefront looks. */
export class GraphicalProfileView extends LooksView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  customerId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  groupId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  segmentId: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
  /** Counts the changes; also the ETag. */
  version: number;
}

export class GraphicalProfilesPageView {
  items: GraphicalProfileView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

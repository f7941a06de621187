import { ApiProperty } from '@nestjs/swagger';
import { LooksView } from '../graphical-profiles/graphical-profiles.views';
import { VisitorView } from '../sessions/sessions.views';

/** A page as employees see it. */
export class PageView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  slug: string;
  host: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  customerId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  groupId: string | null;
  enabled: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  validFrom: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  validUntil: string | null;
  /** Whether an access code is needed. */
  isProtected: boolean;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
  /** Counts the changes; also the ETag. */
  version: number;
}

export class PagesPageView {
  items: PageView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

/** A page as it is entered: how it looks, and a visitor's token with its prices. */
export class EnteredPageView {
  slug: string;
  host: string | null;
  graphicalProfile: LooksView;
  visitor: VisitorView;
}

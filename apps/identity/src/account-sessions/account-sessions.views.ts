import { ApiProperty } from '@nestjs/swagger';

/** Where somebody is logged in. */
export class SessionView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Whether it is the one that asks. */
  current: boolean;
  /** When it was logged in. */
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  /** When its tokens were last renewed. */
  @ApiProperty({ format: 'date-time' })
  lastUsedAt: string;
  /** When it ends at the latest. */
  @ApiProperty({ format: 'date-time' })
  expiresAt: string;
  /** From which address it was logged in. */
  address: string | null;
  /** What the browser called itself. */
  userAgent: string | null;
}

export class SessionsPageView {
  items: SessionView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

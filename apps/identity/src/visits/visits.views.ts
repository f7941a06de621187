import { ApiProperty } from '@nestjs/swagger';

/** A visit; it is over after half an hour of silence. */
export class VisitView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'date-time' })
  startedAt: string;
  @ApiProperty({ format: 'date-time' })
  lastSeenAt: string;
  /** From the first page to the last, so far. */
  @ApiProperty({ type: 'integer' })
  seconds: number;
  @ApiProperty({ type: 'integer' })
  pages: number;
  /** Where it came from; null: nowhere else. */
  referrerHost: string | null;
  /** The page it began with. */
  landingPage: string;
  ip: string | null;
}

export class VisitsPageView {
  items: VisitView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many there are, if asked for by `count=true`. */
  total?: number;
}

import { ApiProperty } from '@nestjs/swagger';

/** What people choose from when they write. */
export class OfferedInboxView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Name per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  title: Record<string, string>;
  /** What it is for, per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  description: Record<string, string>;
  /** Place in lists, ascending. */
  position: number;
}

/** An inbox as employees see it. */
export class InboxView extends OfferedInboxView {
  email: string;
  /** Whether threads are kept; otherwise messages are only forwarded by mail. */
  saveMessages: boolean;
  /** Whether people can choose it. */
  enabled: boolean;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
  /** Counts the changes; also the ETag. */
  version: number;
}

/** An inbox in the list: what is beyond its title and description is for employees who may read inboxes. */
export class ListedInboxView extends OfferedInboxView {
  email?: string;
  saveMessages?: boolean;
  enabled?: boolean;
  @ApiProperty({ format: 'date-time' })
  createdAt?: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt?: string;
  version?: number;
}

export class InboxesPageView {
  items: ListedInboxView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

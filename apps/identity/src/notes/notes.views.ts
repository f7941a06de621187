import { ApiProperty } from '@nestjs/swagger';

/** Who wrote a note. */
export class NoteAuthorView {
  @ApiProperty({ enum: ['employee', 'client'] })
  kind: 'employee' | 'client';
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Null for an API client, or an employee who is gone. */
  name: string | null;
}

/** A private note about a customer. */
export class NoteView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  customerId: string;
  author: NoteAuthorView;
  text: string;
  /** Shown before the others. */
  pinned: boolean;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
  /** Counts the changes; also the ETag. */
  @ApiProperty({ type: 'integer' })
  version: number;
}

export class NotesPageView {
  items: NoteView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many there are, if asked for by `count=true`. */
  total?: number;
}

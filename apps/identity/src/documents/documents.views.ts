import { ApiProperty } from '@nestjs/swagger';

/** What documents can be. */
export const DOCUMENT_KINDS = ['office', 'pdf', 'image', 'text', 'archive'] as const;

/** A document, without its content. */
export class DocumentView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** The customer whose document it is; null on those of groups and segments. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  customerId: string | null;
  /** The group whose document it is; null on all others. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  groupId: string | null;
  /** The segment whose document it is; null on all others. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  segmentId: string | null;
  name: string;
  @ApiProperty({ enum: DOCUMENT_KINDS })
  kind: (typeof DOCUMENT_KINDS)[number];
  /** Told from the content. */
  mediaType: string;
  /** Bytes. */
  size: number;
  /** Hexadecimal. */
  sha256: string;
  /** Whether customers see it. */
  visible: boolean;
  /** Who uploaded it. */
  @ApiProperty({ format: 'uuid' })
  uploadedBy: string;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
  /** Counts the changes; also the ETag. */
  version: number;
}

export class DocumentsPageView {
  items: DocumentView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

/** A document as its customers see it. */
export class OwnDocumentView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  name: string;
  @ApiProperty({ enum: DOCUMENT_KINDS })
  kind: (typeof DOCUMENT_KINDS)[number];
  /** Told from the content. */
  mediaType: string;
  /** Bytes. */
  size: number;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
}

export class OwnDocumentsPageView {
  items: OwnDocumentView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

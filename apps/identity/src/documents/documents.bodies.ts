import { asBoolean, IfGiven, ListQuery } from '@clientele/http';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, Length, ValidateIf } from 'class-validator';
import { InsteadOf } from '../owners/instead-of';
import { DOCUMENT_KINDS } from './documents.views';

export class UploadDocumentQuery {
  /** The customer whose document it is; this, `groupId` or `segmentId`. */
  @ValidateIf(
    ({ groupId, segmentId, customerId }: UploadDocumentQuery) =>
      (groupId === undefined && segmentId === undefined) || customerId !== undefined,
  )
  @IsUUID()
  readonly customerId?: string;

  /** The group whose document it is; this or `customerId`. */
  @IsOptional()
  @IsUUID()
  @InsteadOf('customerId')
  readonly groupId?: string;

  /** The segment whose document it is. */
  @IsOptional()
  @IsUUID()
  @InsteadOf('customerId')
  @InsteadOf('groupId')
  readonly segmentId?: string;

  /**
   * What the file is called. Kept without path and odd characters; its ending is made to fit the content.
   * @example "Offer 2026.pdf"
   */
  @IsString()
  @Length(1, 1_000)
  readonly name: string;

  /** Whether the customer, or the customers of the group or segment, see it. */
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly visible: boolean = false;
}

export class EditDocumentBody {
  /**
   * What the file is called.
   * @example "Framework agreement.pdf"
   */
  @IfGiven()
  @IsString()
  @Length(1, 1_000)
  readonly name?: string;

  /** Whether the customer, or the customers of the group or segment, see it. */
  @IfGiven()
  @IsBoolean()
  readonly visible?: boolean;
}

export class ListDocumentsQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  readonly customerId?: string;

  @IsOptional()
  @IsUUID()
  readonly groupId?: string;

  @IsOptional()
  @IsUUID()
  readonly segmentId?: string;

  /** Beginning of the name. */
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly name?: string;

  @IsOptional()
  @IsIn(DOCUMENT_KINDS)
  readonly kind?: (typeof DOCUMENT_KINDS)[number];

  /** Only what customers see, or only the rest. */
  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly visible?: boolean;
}

export class ListOwnDocumentsQuery extends ListQuery {}

import { IfGiven, IsNames } from '@clientele/http';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { TITLE_TYPES, type TitleType } from './titles.views';

export class CreateTitleBody {
  /**
   * Name per language.
   * @example { "en": "Dr", "pl": "Dr" }
   */
  @IsNames()
  readonly name: Record<string, string>;

  /** @example "neutral" */
  @IsIn(TITLE_TYPES)
  readonly type: TitleType;

  /** Place in lists, ascending; the last without it. */
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly position?: number;
}

export class EditTitleBody {
  /** Name per language; replaces all that there are. */
  @IfGiven()
  @IsNames()
  readonly name?: Record<string, string>;

  @IfGiven()
  @IsIn(TITLE_TYPES)
  readonly type?: TitleType;

  /** Place in lists, ascending. */
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly position?: number;
}

export class DeleteTitleQuery {
  /** The title that customers and contacts get instead. */
  @IsOptional()
  @IsUUID()
  readonly replaceWith?: string;
}

export class PictureQuery {
  /** Width of the box in pixels; 0 keeps the original size. */
  @IfGiven()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(1_024)
  readonly width: number = 16;

  /** Height of the box in pixels; 0 keeps the original size. */
  @IfGiven()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(1_024)
  readonly height: number = 16;
}

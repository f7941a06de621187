import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';

/** What every list takes. */
export class ListQuery {
  /** How many items, 1 to 200. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit: number = 50;

  /** The `nextCursor` of the page before. */
  @IsOptional()
  @IsString()
  @Length(1, 4_000)
  readonly cursor?: string;

  /** Columns to sort by, separated by commas, with a minus in front for descending. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly sort?: string;

  /** Whether to count all items that match, in `total`. */
  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly count: boolean = false;
}

/** The fields of it: what else a list takes are its filters. */
export const LIST_FIELDS = ['limit', 'cursor', 'sort', 'count'] as const;

/** Query parameters are text; anything but `true` and `false` is left for the validators to refuse. */
export const asBoolean = (value: unknown): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

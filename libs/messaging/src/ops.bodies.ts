import { Type } from 'class-transformer';
import { IsInt, IsISO8601, IsOptional, Max, Min } from 'class-validator';

export class ListDeadLettersQuery {
  /** How many, 1 to 200. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit: number = 50;
}

export class RepublishBody {
  /**
   * Events committed since this instant are published again; at most a week back.
   * @example "2026-11-22T00:00:00.000Z"
   */
  @IsISO8601()
  readonly since: string;
}

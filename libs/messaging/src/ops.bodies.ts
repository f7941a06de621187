import { ListQuery } from '@clientele/http';
import { IsISO8601, IsOptional, IsString, Length } from 'class-validator';

export class ListDeadLettersQuery extends ListQuery {
  /** Only those of this consumer. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly consumer?: string;
}

export class RepublishBody {
  /**
   * Events committed since this instant are published again; at most a week back.
   * @example "2026-11-22T00:00:00.000Z"
   */
  @IsISO8601()
  readonly since: string;
}

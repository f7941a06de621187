import { asBoolean, IfGiven, ListQuery } from '@clientele/http';
import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';

/** How many codes are made at once. */
const MOST = 100_000;

export class MakeCodesBody {
  /**
   * How many, 1 to 100 000; or else `segmentId`.
   * @example 1000
   */
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(MOST)
  readonly count?: number;

  /** One for each customer who is in this segment by now and has none yet; nobody else can use it. */
  @IfGiven()
  @IsUUID()
  readonly segmentId?: string;

  /**
   * What they begin with.
   * @example "SPRING-"
   */
  @Matches(/^([A-Za-z0-9][A-Za-z0-9_-]{0,23})?$/, {
    message: 'prefix must be up to 24 letters, digits, hyphens or underscores',
  })
  readonly prefix: string = '';
}

export class ListCodesQuery extends ListQuery {
  /** Only those that were used, or only those that were not. */
  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly used?: boolean;

  /** Only those of this customer. */
  @IsOptional()
  @IsUUID()
  readonly customerId?: string;
}

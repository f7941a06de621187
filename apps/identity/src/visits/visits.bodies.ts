import { IsOptional, IsString, Length, Matches } from 'class-validator';

export class ReportPageBody {
  /**
   * Path of the page, with its query if that matters.
   * @example "/tea/oolong"
   */
  @IsString()
  @Length(1, 500)
  @Matches(/^\/[^\s\0]*$/, { message: 'page must be a path, such as /tea/oolong' })
  readonly page: string;

  /**
   * Where the visitor came from, as the browser says.
   * @example "https://search.example/?q=oolong"
   */
  @IsOptional()
  @IsString()
  @Length(1, 2_000)
  readonly referrer?: string | null;
}

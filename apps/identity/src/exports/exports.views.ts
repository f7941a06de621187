import { JobView } from '@clientele/jobs';
import { type Separator, SEPARATORS } from '@clientele/spreadsheets';
import { ApiProperty } from '@nestjs/swagger';
import {
  CLASSIC_IDS,
  type ClassicId,
  EXPORT_FORMATS,
  EXPORTED,
  type Exported,
  type ExportFormat,
  type Layout,
  LAYOUTS,
} from './exports.bodies';

/** What an export was asked to do. */
export class ExportOptionsView {
  /** What the rows are. */
  @ApiProperty({ enum: EXPORTED })
  of: Exported;
  @ApiProperty({ enum: EXPORT_FORMATS })
  format: ExportFormat;
  @ApiProperty({ enum: LAYOUTS })
  layout: Layout;
  /** The filters of the list, those that nobody gave as they are taken to be. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  filters: object;
  /** The columns, if they were said. */
  columns?: string[];
  /** What stands between the cells of a CSV file. */
  @ApiProperty({ enum: SEPARATORS })
  separator: Separator;
  /** Language of names that are there in several (BCP 47). */
  language: string;
  /** What the column `ID` of the classic layout is. */
  @ApiProperty({ enum: CLASSIC_IDS })
  classicId: ClassicId;
  /** The employee whose sales teams' customers alone it exports; all customers if not said. */
  @ApiProperty({ format: 'uuid' })
  seenBy?: string;
}

/** Rows on their way into a file. Its count is `rows`; its result is the file, which goes a week after the end. */
export class ExportView extends JobView {
  options: ExportOptionsView;
}

export class ExportsPageView {
  items: ExportView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

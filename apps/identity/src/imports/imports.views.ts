import { JobView } from '@clientele/jobs';
import { ApiProperty } from '@nestjs/swagger';
import { IMPORT_MODES, type ImportMode } from './import-outcome.domain';
import { IMPORTED, type Imported, type Match, MATCHES } from './imports.bodies';

/** What an import was asked to do. */
export class ImportOptionsView {
  /** What the rows are. */
  @ApiProperty({ enum: IMPORTED })
  of: Imported;
  /** By what rows and what is there are brought together. */
  @ApiProperty({ enum: MATCHES })
  match: Match;
  @ApiProperty({ enum: IMPORT_MODES })
  mode: ImportMode;
  /** Whether nothing is changed. */
  dryRun: boolean;
  /** Whether new contacts are invited. */
  invite: boolean;
  /** Of a CSV file, if it was said. */
  encoding?: string;
  /** Name of the file, if it was said. */
  name?: string;
  /** The employee whose sales teams' customers alone it changes; all customers if not said. */
  @ApiProperty({ format: 'uuid' })
  seenBy?: string;
  /** Bytes of the file. */
  size: number;
}

/**
 * Rows of a file on their way in. Its counts are `rows`, `created`, `updated`, `unchanged` and `refused`; its result is
 * the report, which says of each refused row why.
 */
export class ImportView extends JobView {
  options: ImportOptionsView;
}

export class ImportsPageView {
  items: ImportView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

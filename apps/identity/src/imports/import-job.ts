import type { RunningJob } from '@clientele/jobs';
import type { ImportOptions } from './import-target';

/** What an import was asked to do. */
export interface ImportInput extends ImportOptions {
  readonly fileId: string;
  /** Of the file. */
  readonly size: number;
  readonly encoding?: string;
}

/** How far an import is: the last row it has done. */
export interface ImportCursor {
  readonly row: number;
}

export type ImportJob = RunningJob<ImportInput, ImportCursor>;

import type { RunningJob } from '@clientele/jobs';
import type { CreateExportBody } from './exports.bodies';

/** What an export is asked to do. */
export type ExportOptions = CreateExportBody & {
  readonly filters: object;
  /** The employee whose sales teams' customers alone are exported; not given: all. */
  readonly seenBy?: string;
};

/** The file that an export came to. */
export interface ExportedFile {
  readonly fileId: string;
  readonly format: ExportOptions['format'];
  /** Bytes. */
  readonly size: number;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
}

/** An export begins again where it is interrupted: the only place to go on from is behind the last row. */
export type ExportJob = RunningJob<ExportOptions, { readonly written: true }>;

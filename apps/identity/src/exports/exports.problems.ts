import { defineProblem } from '@clientele/contracts';

/** A sheet cannot have so many rows: CSV can, and filters make them fewer. */
export class ExportTooLong extends defineProblem('invalid', 'export-too-long', 'A sheet holds fewer rows') {}

import { defineProblem } from '@clientele/contracts';

/** The file is no table that can be read: broken quotes, a damaged archive, or more than any table needs. */
export class SpreadsheetNotReadable extends defineProblem(
  'invalid',
  'spreadsheet-not-readable',
  'The file cannot be read as a table',
) {}

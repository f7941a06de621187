import { defineProblem } from '@clientele/contracts';

/** The first row names no column that can be imported, or not the one by which rows are matched. */
export class HeaderUnknown extends defineProblem(
  'invalid',
  'header-unknown',
  'The columns of the file are not known',
) {}

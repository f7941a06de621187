import { defineProblem } from '@clientele/contracts';

/** A segment that the request names does not exist; `errors` point to it. */
export class SegmentUnknown extends defineProblem(
  'invalid',
  'segment-unknown',
  'A segment named here does not exist',
) {}

/** The first row of the file names no column that tells which customers are meant. */
export class FileColumnUnknown extends defineProblem(
  'invalid',
  'file-column-unknown',
  'The columns of the file name no customers',
) {}

/** The file has more rows than a batch may have. */
export class FileTooLong extends defineProblem('invalid', 'file-too-long', 'The file has too many rows') {}

/** Who is in the segment is being reckoned; its own address tells when that is done. */
export class SegmentNotReady extends defineProblem(
  'conflict',
  'segment-not-ready',
  'Who is in the segment is not known yet',
) {}

import { defineProblem } from '@clientele/contracts';

/** A segment that the request names does not exist; `errors` point to it. */
export class SegmentUnknown extends defineProblem(
  'invalid',
  'segment-unknown',
  'A segment named here does not exist',
) {}

/** Who is in the segment is being reckoned; its own address tells when that is done. */
export class SegmentNotReady extends defineProblem(
  'conflict',
  'segment-not-ready',
  'Who is in the segment is not known yet',
) {}

import { defineProblem } from '@clientele/contracts';

/** The group of a document, a graphical profile, a page or a new customer does not exist, as far as is known here. */
export class GroupUnknown extends defineProblem('invalid', 'group-unknown', 'There is no such group') {}

/** The segment of a document or a graphical profile does not exist, as far as is known here. */
export class SegmentUnknown extends defineProblem('invalid', 'segment-unknown', 'There is no such segment') {}

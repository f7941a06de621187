import { defineProblem } from '@clientele/contracts';

/** There is no such inbox, or it takes no messages now. */
export class InboxNotOffered extends defineProblem(
  'invalid',
  'inbox-not-offered',
  'This inbox takes no messages',
) {}

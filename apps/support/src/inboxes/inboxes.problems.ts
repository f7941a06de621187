import { defineProblem } from '@clientele/contracts';

export class InboxNotFound extends defineProblem('not-found', 'inbox-not-found', 'There is no such inbox') {}

import { defineProblem } from '@clientele/contracts';

export class MailNotFound extends defineProblem('not-found', 'mail-not-found', 'There is no such mail') {}

import { defineProblem } from '@clientele/contracts';

export class JobNotFound extends defineProblem('not-found', 'job-not-found', 'There is no such job') {}

/** The job is over; its state says how it ended. */
export class JobOver extends defineProblem('conflict', 'job-over', 'The job is over already') {}

/** The job is not done: it is still at work, was cancelled, or failed. */
export class JobNotDone extends defineProblem('conflict', 'job-not-done', 'The job has no result') {}

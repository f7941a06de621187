import { defineProblem } from '@clientele/contracts';

export class JobNotFound extends defineProblem('not-found', 'job-not-found', 'There is no such job') {}

/** The job is over; its state says how it ended. */
export class JobOver extends defineProblem('conflict', 'job-over', 'The job is over already') {}

import type { Schema } from '@clientele/database';
import { Job } from './job.entity';
import { CreateJobs1764000000700 } from './migrations/1764000000700-create-jobs';

/** The table of jobs, for services that have some. */
export const jobsSchema: Schema = { entities: [Job], migrations: [CreateJobs1764000000700] };

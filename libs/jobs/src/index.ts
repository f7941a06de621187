export * from './job';
export * from './job.entity';
export { RunsJobs } from './job-handlers';
export * from './jobs';
export * from './jobs.module';
export * from './jobs.problems';
export * from './jobs.schema';
export * from './jobs.views';
export { StartsJob } from './starts-job';

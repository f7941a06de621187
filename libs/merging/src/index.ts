export * from './followed';
export * from './merges';
export * from './merging.problems';
export * from './merging.schema';
export * from './rows';

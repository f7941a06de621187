export * from './concerns';
export { keepSegments } from './customer-segments';
export * from './groups-of-teams.sql';
export * from './seen-customers.sql';
export * from './sight';
export * from './sight.module';
export * from './sight.schema';

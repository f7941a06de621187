export * from './concerns';
export * from './seen-customers.sql';
export * from './sight';
export * from './sight.module';
export * from './sight.schema';

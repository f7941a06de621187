export * from './concerns';
export * from './customer-groups';
export * from './keep-team';
export * from './sight';
export * from './sight.module';
export * from './sight.schema';

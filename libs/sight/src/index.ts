export * from './concerns';
export * from './sight';
export * from './sight.module';
export * from './sight.schema';

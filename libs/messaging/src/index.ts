export * from './ask';
export * from './broker';
export * from './consume';
export * from './consumer-host';
export * from './messaging.module';
export * from './messaging.schema';
export * from './outbox';
export * from './test-clock';

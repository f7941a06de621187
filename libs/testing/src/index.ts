export * from './api';
export * from './databases';
export * from './event-log';
export * from './eventually';
export * from './servers';
export * from './shop';
export * from './test-service';
export * from './tokens';

export * from './audit';
export * from './audit-buffer';
export * from './audit-entry';
export * from './audit-sink';
export * from './audit.module';
export * from './changes.domain';
export * from './unrecorded';

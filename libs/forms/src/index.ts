export * from './day.domain';
export * from './effective-form.domain';
export * from './form-faults.domain';
export * from './form-rule';
export * from './is-own-values';
export * from './own-values';
export * from './pattern.domain';

export * from './allow';
export * from './auth.guard';
export * from './auth.module';
export * from './auth.problems';
export * from './caller';
export { refusalOf, requireAllowed } from './decision';
export * from './origin';
export * from './token';
export * from './token-verifier';

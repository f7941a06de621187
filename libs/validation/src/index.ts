import { rememberRules } from './remembered-rules';

rememberRules();

export { isId, isInstant } from './glances';
export * from './quick-check';
export * from './ids-in-lower-case';

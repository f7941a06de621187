import { rememberRules } from './remembered-rules';

rememberRules();

export * from './quick-check';

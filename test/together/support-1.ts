import { together } from './together';

together('apps/support/test', { share: 1, of: 2 });

import { together } from './together';

together('apps/support/test', { share: 2, of: 2 });

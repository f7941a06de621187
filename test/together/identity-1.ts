import { together } from './together';

together('apps/identity/test', { share: 1, of: 6 });

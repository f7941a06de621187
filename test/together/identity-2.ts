import { together } from './together';

together('apps/identity/test', { share: 2, of: 6 });

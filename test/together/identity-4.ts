import { together } from './together';

together('apps/identity/test', { share: 4, of: 6 });

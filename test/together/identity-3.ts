import { together } from './together';

together('apps/identity/test', { share: 3, of: 6 });

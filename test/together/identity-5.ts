import { together } from './together';

together('apps/identity/test', { share: 5, of: 6 });

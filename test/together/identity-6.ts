import { together } from './together';

together('apps/identity/test', { share: 6, of: 6 });

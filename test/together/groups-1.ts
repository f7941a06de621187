import { together } from './together';

together('apps/groups/test', { share: 1, of: 3 });

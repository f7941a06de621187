import { together } from './together';

together('apps/groups/test', { share: 2, of: 3 });

import { together } from './together';

together('apps/groups/test', { share: 3, of: 3 });

import { together } from './together';

together('apps/orders/test', { share: 1, of: 2 });

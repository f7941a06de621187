import { together } from './together';

together('apps/orders/test', { share: 2, of: 2 });

import { ServiceConfig } from '@clientele/config';

/** Settings of the service orders. */
export class OrdersConfig extends ServiceConfig {}
